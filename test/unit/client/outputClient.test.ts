import assert from 'node:assert/strict';
import { once } from 'node:events';

import { OutputClient, type Download } from '../../../src/client/outputClient';
import { requestOutput } from '../../../src/client/outputRequest';
import { LoopbackServer } from '../../support/builders/loopbackServer';

const options = {
  signal: new AbortController().signal,
  maxBytes: 100,
  idleSeconds: 5,
  maxSeconds: 60,
  mayBeLocal: true,
};

describe('an output', () => {
  const outputs = new OutputClient(requestOutput);
  const server = LoopbackServer.use();

  it('comes with its type and its bytes', async () => {
    server.listener = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'image/png' }).end('the bytes');
    };
    const download = await outputs.open(`${server.origin}/deer.png`, options);
    assert.equal(download.mediaType, 'image/png');
    assert.equal(await textOf(download), 'the bytes');
  });

  it('is asked for without a key, a cookie or a referrer', async () => {
    let names: string[] = [];
    server.listener = ({ headers }, response) => {
      names = Object.keys(headers);
      response.end();
    };
    await outputs.open(server.origin, options);
    assert.deepEqual(
      names.filter((name) => ['authorization', 'cookie', 'referer'].includes(name)),
      [],
    );
  });

  it('is fetched along a redirect', async () => {
    server.listener = ({ url }, response) => {
      if (url === '/moved') response.end('here');
      else response.writeHead(302, { Location: '/moved' }).end();
    };
    assert.equal(await textOf(await outputs.open(`${server.origin}/x`, options)), 'here');
  });

  it('is not fetched along redirects without end', async () => {
    let hops = 0;
    server.listener = (_, response) => {
      hops += 1;
      response.writeHead(302, { Location: '/again' }).end();
    };
    await assert.rejects(outputs.open(server.origin, options), { kind: 'unreachable' });
    assert.ok(hops <= 10);
  });

  for (const location of [
    'https://10.0.0.1/secret',
    'https://169.254.169.254/latest/meta-data/',
    'http://192.168.0.1/',
    'http://example.com/',
    'file:///etc/passwd',
  ]) {
    it(`is not fetched along a redirect to ${location}`, async () => {
      server.listener = (_, response) => {
        response.writeHead(302, { Location: location }).end();
      };
      await assert.rejects(outputs.open(server.origin, options), { kind: 'address-refused' });
    });
  }

  it('is not fetched along a redirect that is no URL', async () => {
    server.listener = (_, response) => {
      response.writeHead(302, { Location: 'https://[nowhere' }).end();
    };
    await assert.rejects(outputs.open(server.origin, options), { name: 'OutputError' });
  });

  for (const url of [
    'http://example.com/deer.png',
    'https://localhost/deer.png',
    'https://127.0.0.1/deer.png',
    'https://2130706433/deer.png',
    'https://[::1]/deer.png',
    'https://10.0.0.1/deer.png',
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
  ]) {
    it(`is not fetched from ${url} for an API elsewhere`, async () => {
      const reach = new OutputClient(() => assert.fail('it was asked for'));
      const outside = { ...options, mayBeLocal: false };
      await assert.rejects(reach.open(url, outside), { kind: 'address-refused' });
    });
  }

  it('is not fetched from this network, though the API is on this machine', async () => {
    const reach = new OutputClient(() => assert.fail('it was asked for'));
    for (const url of ['https://10.0.0.1/', 'http://192.168.0.1/']) {
      await assert.rejects(reach.open(url, options), { kind: 'address-refused' });
    }
  });

  it('of a host that does not exist is unreachable', async () => {
    await assert.rejects(outputs.open('https://deerapi.invalid/deer.png', options), {
      kind: 'unreachable',
    });
  });

  for (const [status, kind] of [
    [403, 'gone'],
    [404, 'gone'],
    [410, 'gone'],
    [304, 'unreachable'],
    [429, 'unreachable'],
    [503, 'unreachable'],
  ] as const) {
    it(`that is answered with ${status} is ${kind}`, async () => {
      server.listener = (_, response) => response.writeHead(status).end();
      await assert.rejects(outputs.open(server.origin, options), { kind });
    });
  }

  it('of just the greatest size is taken', async () => {
    server.listener = (_, response) => response.end('x'.repeat(100));
    assert.equal((await textOf(await outputs.open(server.origin, options))).length, 100);
  });

  it('that turns out too large is not read to its end, and its connection ends', async () => {
    const closed = new Promise((resolve) => {
      server.listener = (_, response) => {
        resolve(once(response, 'close'));
        const more = () => response.write('x'.repeat(60));
        response.on('drain', more);
        more();
        more();
      };
    });
    const download = await outputs.open(server.origin, options);
    await assert.rejects(textOf(download), { kind: 'too-large' });
    await closed;
  });

  it('that a proxy lets nobody fetch, which it says in a page, is not taken for gone', async () => {
    server.listener = (_, response) => {
      response.writeHead(403, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Blocked');
    };
    await assert.rejects(outputs.open(server.origin, options), { kind: 'unreachable' });
  });

  it('that is gone leaves no connection open, though its server talks on', async () => {
    const closed = new Promise((resolve) => {
      server.listener = (_, response) => {
        resolve(once(response, 'close'));
        response.writeHead(404).write('x'.repeat(10));
      };
    });
    await assert.rejects(outputs.open(server.origin, options), { kind: 'gone' });
    await closed;
  });

  for (const [when, beginning] of [
    ['before an answer', ''],
    ['in the middle', 'half'],
  ] as const) {
    it(`whose server falls silent ${when} is given up`, async () => {
      server.listener = (_, response) => {
        if (beginning !== '') response.write(beginning);
      };
      const reading = outputs.open(server.origin, { ...options, idleSeconds: 0.05 }).then(textOf);
      await assert.rejects(reading, { kind: 'unreachable' });
    });
  }

  it('of which no more than a trickle comes is given up, to be tried again', async () => {
    let trickle: NodeJS.Timeout | undefined;
    server.listener = (_, response) => {
      trickle = setInterval(() => response.write('x'), 10);
      response.on('close', () => {
        clearInterval(trickle);
      });
    };
    const reading = outputs.open(server.origin, { ...options, idleSeconds: 0.1 }).then(textOf);
    await assert.rejects(reading, { kind: 'unreachable', isTemporary: true });
  });

  it('that comes slowly, but is no trickle, is waited for', async () => {
    const piece = 'x'.repeat(1000);
    const pieces = 30;
    server.listener = (_, response) => {
      let left = pieces;
      const more = setInterval(() => {
        left -= 1;
        if (left > 0) response.write(piece);
        else response.end(piece);
      }, 50);
      response.on('close', () => {
        clearInterval(more);
      });
    };
    // The whole takes longer than that, and no piece does, though the machine may be busy.
    const patient = { ...options, maxBytes: 1e6, idleSeconds: 1 };
    const download = await outputs.open(server.origin, patient);
    assert.equal((await textOf(download)).length, pieces * piece.length);
  });

  it('that is small is no trickle where both its answer and its first byte took long', async () => {
    server.listener = (_, response) => {
      setTimeout(() => {
        response.flushHeaders();
      }, 600);
      setTimeout(() => response.end('a deer'), 1200);
    };
    const download = await outputs.open(server.origin, { ...options, idleSeconds: 1 });
    assert.equal(await textOf(download), 'a deer');
  });

  it('that nobody wants any more is not read on', async () => {
    const closing = new AbortController();
    server.listener = (_, response) => response.write('half');
    const download = await outputs.open(server.origin, { ...options, signal: closing.signal });
    closing.abort();
    await assert.rejects(textOf(download));
  });
});

async function textOf({ bytes }: Download): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
