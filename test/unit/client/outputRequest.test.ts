import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily,
  type LookupFunction,
} from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { InsideAddressError } from '../../../src/client/addressGuard';
import { OutputClient } from '../../../src/client/outputClient';
import { requestVia } from '../../../src/client/outputRequest';
import { LoopbackServer } from '../../support/builders/loopbackServer';

const { signal } = new AbortController();
const init = { headers: {}, signal, mayBeLocal: false };

/** A name server that says what the test wants. */
function leadingTo(...addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_hostname, options, callback) => {
    const [first] = found;
    if (options.all === true || first === undefined) callback(null, found);
    else callback(null, first.address, first.family);
  };
}

describe('the request of an output', () => {
  const server = LoopbackServer.use();
  let asked: number;

  beforeEach(() => {
    asked = 0;
    server.listener = (_, response) => {
      asked += 1;
      response.end('secret');
    };
  });

  const outside = () => new URL(server.origin.replace('127.0.0.1', 'outputs.example'));

  for (const addresses of [['127.0.0.1'], ['::1'], ['93.184.216.34', '127.0.0.1'], ['10.0.0.1']]) {
    it(`does not connect to ${addresses.join(' or ')}, whatever the name was known by before`, async () => {
      const request = requestVia(leadingTo(...addresses), outside(), init);
      await assert.rejects(request, InsideAddressError);
      assert.equal(asked, 0);
    });
  }

  it('connects to just the address that was looked at', async () => {
    // It would be refused, were it not this machine's own: so it is seen that it was taken.
    const lookup = leadingTo('127.0.0.1');
    const local = { ...init, mayBeLocal: true };
    const url = new URL(server.origin);
    const response = await requestVia(lookup, url, local);
    assert.equal(response.status, 200);
    for await (const bytes of response.body) assert.equal(Buffer.from(bytes).toString(), 'secret');
  });

  it('tells a name that leads inside at that moment as an address that is refused', async () => {
    const client = new OutputClient((_, { mayBeLocal }) => {
      assert.equal(mayBeLocal, false);
      // Of another bundle, its class is another one.
      return requestVia(leadingTo('127.0.0.1'), outside(), init).catch((error: unknown) => {
        const { name } = error as Error;
        throw Object.assign(new Error(), { name });
      });
    });
    // Nothing is known of the name: only as it is connected to does it lead anywhere.
    const limits = { maxBytes: 100, idleSeconds: 5, maxSeconds: 5, mayBeLocal: false, signal };
    const opening = client.open('https://rebinding.invalid/deer.png', limits);
    await assert.rejects(opening, { kind: 'address-refused' });
    assert.equal(asked, 0);
  });

  it('takes what is compressed, and no more of it than is allowed', async () => {
    server.listener = (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(1_000_000)));
    };
    const client = new OutputClient((url, given) => requestVia(leadingTo(), url, given));
    const limits = { idleSeconds: 5, maxSeconds: 5, mayBeLocal: true, signal };
    const read = async (maxBytes: number) => {
      let length = 0;
      const { bytes, total, validator } = await client.open(server.origin, { ...limits, maxBytes });
      assert.deepEqual([total, validator], [undefined, '']);
      for await (const chunk of bytes) length += chunk.byteLength;
      return length;
    };
    assert.equal(await read(1_000_000), 1_000_000);
    await assert.rejects(read(999_999), { kind: 'too-large' });
  });

  for (const status of [302, 404, 503]) {
    it(`lets go of a compressed answer of ${status} without a trace`, async () => {
      server.listener = (_, response) => {
        response.writeHead(status, { 'Content-Encoding': 'gzip', Location: '/elsewhere' });
        response.write(gzipSync(Buffer.alloc(1_000_000)).subarray(0, 100));
      };
      const client = new OutputClient((url, given) => requestVia(leadingTo(), url, given));
      const limits = { idleSeconds: 5, maxSeconds: 5, mayBeLocal: true, signal };
      const opening = client.open(server.origin, { ...limits, maxBytes: 1e6 });
      await assert.rejects(opening, { name: 'OutputError' });
      // An error that nobody listens to would come now, and end the run.
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
  }

  for (const [encoding, compress] of [
    ['gzip', gzipSync],
    ['X-GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const) {
    it(`reads what is compressed as ${encoding}, though it asked for none of it`, async () => {
      server.listener = (_, response) => {
        response.writeHead(200, { 'Content-Encoding': encoding }).end(compress('the deer'));
      };
      const local = { ...init, mayBeLocal: true };
      const { body, headers } = await requestVia(leadingTo(), new URL(server.origin), local);
      assert.equal(headers.get('Content-Encoding'), encoding);
      assert.equal(headers.get('content-length'), null);
      assert.equal(await textOf(body), 'the deer');
    });
  }

  it('fails where what is compressed breaks off', async () => {
    server.listener = (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.write(gzipSync(randomBytes(100_000)).subarray(0, 50_000), () => {
        setTimeout(() => response.destroy(), 20);
      });
    };
    const local = { ...init, mayBeLocal: true };
    const { body } = await requestVia(leadingTo(), new URL(server.origin), local);
    await assert.rejects(textOf(body));
  });

  it('lets go of the connection of what is compressed and not read to its end', async () => {
    const closed = new Promise((resolve) => {
      server.listener = (_, response) => {
        resolve(once(response, 'close'));
        response.writeHead(200, { 'Content-Encoding': 'gzip' });
        response.write(gzipSync(randomBytes(100_000)).subarray(0, 50_000));
      };
    });
    const local = { ...init, mayBeLocal: true };
    const { body } = await requestVia(leadingTo(), new URL(server.origin), local);
    for await (const bytes of body) {
      assert.ok(bytes.byteLength > 0);
      break;
    }
    await closed;
  });

  it('fails where the name cannot be resolved, or to nothing', async () => {
    const unknown: LookupFunction = (_hostname, _options, callback) => {
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    };
    await assert.rejects(requestVia(unknown, outside(), init), { code: 'ENOTFOUND' });
    await assert.rejects(requestVia(leadingTo(), outside(), init), InsideAddressError);
  });

  for (const autoSelectFamily of [true, false]) {
    it(`connects to the open internet, with ${autoSelectFamily ? 'all' : 'one'} of its addresses`, async () => {
      const before = getDefaultAutoSelectFamily();
      setDefaultAutoSelectFamily(autoSelectFamily);
      try {
        // Of those that are for documents alone: nobody answers there.
        const url = new URL('https://outputs.example:1/');
        const impatient = { ...init, signal: AbortSignal.timeout(100) };
        const request = requestVia(leadingTo('192.0.2.1', '2001:db8::1'), url, impatient);
        await assert.rejects(request, (error) => {
          assert.ok(error instanceof Error && !(error instanceof InsideAddressError));
          // Node would complain of addresses that are not as it asked for them.
          return !('code' in error && String(error.code).startsWith('ERR_'));
        });
      } finally {
        setDefaultAutoSelectFamily(before);
      }
    });
  }

  for (const encoding of ['constructor', '__proto__', 'toString', 'unknown']) {
    it(`takes what is encoded as ${encoding}, which nobody knows, as it is`, async () => {
      server.listener = (_, response) => {
        response.writeHead(200, { 'Content-Encoding': encoding }).end('as it is');
      };
      const response = await requestVia(leadingTo(), new URL(server.origin), {
        ...init,
        mayBeLocal: true,
      });
      for await (const bytes of response.body) {
        assert.equal(Buffer.from(bytes).toString(), 'as it is');
      }
    });
  }

  it('is given up after a time, though bytes come all the while', async () => {
    server.listener = (_, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => {
        clearInterval(timer);
      });
    };
    const client = new OutputClient((url, given) => requestVia(leadingTo(), url, given));
    const limits = { maxBytes: 1e6, idleSeconds: 5, maxSeconds: 0.2, mayBeLocal: true, signal };
    const { bytes } = await client.open(server.origin, limits);
    await assert.rejects(
      async () => {
        for await (const chunk of bytes) assert.ok(chunk.byteLength > 0);
      },
      { kind: 'unreachable' },
    );
  });
});

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
