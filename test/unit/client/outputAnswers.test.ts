import assert from 'node:assert/strict';

import { InsideAddressError } from '../../../src/client/addressGuard';
import {
  OutputClient,
  type Download,
  type DownloadOptions,
} from '../../../src/client/outputClient';
import type { OutputRequestInit, OutputResponse } from '../../../src/client/outputRequest';
import { OutputError } from '../../../src/prediction/outputError';

type Headers = Readonly<Record<string, string>>;

interface Answer {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: readonly string[];
}

const address = 'http://127.0.0.1:1/files/deer.png';
const part = { offset: 5, validator: '"v1"' };

describe('what a server answers for an output', () => {
  let asked: { url: string; init: OutputRequestInit }[];

  beforeEach(() => {
    asked = [];
  });

  /** Answers one request after the other, the last answer again and again. */
  function open(answers: readonly Answer[], options: Partial<DownloadOptions> = {}) {
    const client = new OutputClient((url, init) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push({ url: url.href, init });
      return Promise.resolve(responseOf(answer ?? assert.fail('there is no answer')));
    });
    return client.open(address, { ...usual, ...options });
  }

  const factsOf = async (headers: Headers) => {
    const { mediaType, offset, total, validator } = await open([{ status: 200, headers }]);
    assert.equal(offset, 0);
    return { mediaType, total, validator };
  };

  it('may tell nothing', async () => {
    assert.deepEqual(await factsOf({}), { mediaType: '', total: undefined, validator: '' });
  });

  for (const [length, total] of [
    ['12', 12],
    ['0', 0],
    ['12x', undefined],
    ['x12', undefined],
    ['-12', undefined],
    ['1e2', undefined],
    ['1234567890123456', undefined],
  ] as const) {
    it(`tells a length of ${String(total)} by “${length}”`, async () => {
      const facts = open([{ status: 200, headers: { 'content-length': length } }], {
        maxBytes: Infinity,
      });
      assert.equal((await facts).total, total);
    });
  }

  const lastModified = 'Mon, 19 May 2025 02:00:17 GMT';
  for (const [how, headers, validator] of [
    ['its tag', { etag: '"v1"', 'last-modified': lastModified }, '"v1"'],
    ['its date', { 'last-modified': lastModified }, lastModified],
    ['its date, not a weak tag', { etag: 'W/"v1"', 'last-modified': lastModified }, lastModified],
    ['nothing but a weak tag', { etag: 'W/"v1"' }, ''],
    ['a tag, though it gives no parts', { etag: '"v1"', 'accept-ranges': 'none' }, ''],
    ['a tag, and gives parts', { etag: '"v1"', 'accept-ranges': 'bytes' }, '"v1"'],
    ['the tag of what is compressed', { etag: '"v1"', 'content-encoding': 'gzip' }, ''],
    ['the tag of what is as it is', { etag: '"v1"', 'content-encoding': 'identity' }, '"v1"'],
  ] as const) {
    it(`lets a later download go on by “${validator}” where it has ${how}`, async () => {
      assert.equal((await factsOf(headers)).validator, validator);
    });
  }

  it('tells no length of what is compressed', async () => {
    const headers = { 'content-length': '12', 'content-encoding': 'br' };
    assert.equal((await factsOf(headers)).total, undefined);
  });

  it('is too large where it says so, and taken where it is just small enough', async () => {
    const ofLength = (length: number) =>
      open([{ status: 200, headers: { 'content-length': String(length) } }]);
    assert.equal((await ofLength(100)).total, 100);
    await assert.rejects(ofLength(101), { kind: 'too-large' });
  });

  it('is asked for as it is, from its beginning', async () => {
    await open([{ status: 200 }]);
    assert.deepEqual(asked[0]?.init.headers, { Accept: '*/*', 'Accept-Encoding': 'identity' });
  });

  describe('where a download goes on', () => {
    const rangeOf = (index: number) => {
      const { Range, 'If-Range': ifRange } = asked[index]?.init.headers ?? {};
      return [Range, ifRange];
    };
    const partial = (headers: Headers): Answer => ({ status: 206, headers });

    for (const [range, total] of [
      ['bytes 5-9/10', 10],
      ['bytes 5-9/*', undefined],
    ] as const) {
      it(`is its rest by “${range}”`, async () => {
        const rest = partial({ 'content-range': range, etag: '"v1"' });
        const download = await open([rest], { resume: part });
        assert.deepEqual(rangeOf(0), ['bytes=5-', '"v1"']);
        assert.deepEqual([download.offset, download.total], [5, total]);
        assert.equal(asked.length, 1);
      });
    }

    it('is its rest wherever in a large file that begins', async () => {
      const range = 'bytes 1234567-2345678/2345679';
      const rest = partial({ 'content-range': range, etag: '"v1"' });
      const resume = { ...part, offset: 1_234_567 };
      const { offset, total } = await open([rest], { resume, maxBytes: 1e9 });
      assert.deepEqual([offset, total, asked.length], [1_234_567, 2_345_679, 1]);
    });

    it('is its rest where the server does not say of which file', async () => {
      const download = await open([partial({ 'content-range': 'bytes 5-9/10' })], { resume: part });
      assert.equal(download.offset, 5);
    });

    it('may be the whole file instead', async () => {
      const download = await open([{ status: 200 }], { resume: part });
      assert.equal(download.offset, 0);
      assert.equal(asked.length, 1);
    });

    for (const [what, answer] of [
      ['the rest of another file', partial({ 'content-range': 'bytes 5-9/10', etag: '"v2"' })],
      ['another part', partial({ 'content-range': 'bytes 4-9/10', etag: '"v1"' })],
      ['a part that it does not name', partial({ etag: '"v1"' })],
      ['a part that is not named rightly', partial({ 'content-range': 'x bytes 5-9/10' })],
      ['a part of no length', partial({ 'content-range': 'bytes 5-9/10x' })],
      [
        'a part that is compressed',
        partial({ 'content-range': 'bytes 5-9/10', 'content-encoding': 'gzip' }),
      ],
      ['that there is no such part', { status: 416 }],
    ] as const) {
      it(`is asked for anew, whole, where it is ${what}`, async () => {
        const download = await open([answer, { status: 200 }], { resume: part });
        assert.deepEqual(
          [rangeOf(0), rangeOf(1)],
          [
            ['bytes=5-', '"v1"'],
            [undefined, undefined],
          ],
        );
        assert.equal(asked[1]?.url, address);
        assert.equal(download.offset, 0);
      });
    }

    it('is no larger with its beginning than is allowed', async () => {
      const rest = { ...partial({ 'content-range': 'bytes 5-9/*' }), body: ['x'.repeat(5)] };
      const read = async (maxBytes: number) =>
        textOf(await open([rest], { resume: part, maxBytes }));
      assert.equal(await read(10), 'xxxxx');
      await assert.rejects(read(9), { kind: 'too-large' });
    });
  });

  it('is a slip of the server’s where it is a part that nobody asked for', async () => {
    const answer = { status: 206, headers: { 'content-range': 'bytes 0-9/10' } };
    await assert.rejects(open([answer]), { kind: 'unreachable', isTemporary: true });
    await assert.rejects(open([{ status: 416 }]), { kind: 'unreachable', isTemporary: true });
  });

  for (const status of [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]) {
    it(`may be another one soon where it is ${status}`, async () => {
      const answer = { status, headers: { 'retry-after': '7' } };
      await assert.rejects(open([answer]), {
        kind: 'unreachable',
        isTemporary: true,
        retryAfterSeconds: 7,
      });
    });
  }

  for (const status of [204, 300, 304, 400, 401, 418, 501]) {
    it(`stays as it is where it is ${status}, and names that`, async () => {
      await assert.rejects(open([{ status }]), (error) => {
        assert.ok(error instanceof OutputError);
        assert.deepEqual([error.kind, error.isTemporary], ['unreachable', false]);
        assert.ok(error.cause instanceof Error && error.cause.message === `HTTP ${status}`);
        return true;
      });
    });
  }

  it('means that it is gone, in a page as well, but for 403 in one', async () => {
    const headers = { 'content-type': 'text/html' };
    for (const status of [404, 410]) {
      await assert.rejects(open([{ status, headers }]), { kind: 'gone' });
    }
    await assert.rejects(open([{ status: 403, headers }]), { kind: 'unreachable' });
    await assert.rejects(open([{ status: 403 }]), { kind: 'gone' });
  });

  describe('that leads elsewhere', () => {
    const to = (location: string, status = 302): Answer => ({ status, headers: { location } });

    it('is followed five times', async () => {
      const five = Array.from({ length: 5 }, (_, index) => to(`hop-${index}`));
      await open([...five, { status: 200 }]);
      assert.equal(asked.length, 6);
      assert.equal(asked[5]?.url, 'http://127.0.0.1:1/files/hop-4');
    });

    it('is not followed a sixth time', async () => {
      const six = Array.from({ length: 6 }, (_, index) => to(`hop-${index}`));
      await assert.rejects(open([...six, { status: 200 }]), (error) => {
        assert.ok(error instanceof OutputError && error.cause instanceof Error);
        assert.equal(error.cause.message, 'too many redirects');
        return true;
      });
      assert.equal(asked.length, 6);
    });

    for (const status of [300, 301, 303, 307, 308, 399]) {
      it(`is followed where it is ${status}`, async () => {
        await open([to('/there', status), { status: 200 }]);
        assert.equal(asked[1]?.url, 'http://127.0.0.1:1/there');
      });
    }

    for (const status of [299, 400]) {
      it(`is not followed where it is ${status}`, async () => {
        await assert.rejects(open([to('/there', status), { status: 200 }]), {
          kind: 'unreachable',
        });
        assert.equal(asked.length, 1);
      });
    }

    it('is refused where it is no address', async () => {
      await assert.rejects(open([to('https://[nowhere')]), (error) => {
        assert.ok(error instanceof OutputError && error.cause instanceof Error);
        assert.equal(error.cause.message, 'a redirect to nowhere');
        return true;
      });
    });

    it('goes on with a download there', async () => {
      const rest = { status: 206, headers: { 'content-range': 'bytes 5-9/10' } };
      const download = await open([to('/there'), rest], { resume: part });
      assert.equal(asked[1]?.init.headers['Range'], 'bytes=5-');
      assert.equal(download.offset, 5);
    });

    it('is let go of, and what is there is not', async () => {
      await open([to('/there'), { status: 200 }]);
      assert.deepEqual(
        asked.map(({ init }) => init.signal.aborted),
        [true, false],
      );
    });
  });

  it('is let go of where it is a refusal', async () => {
    await assert.rejects(open([{ status: 503 }]));
    assert.equal(asked[0]?.init.signal.aborted, true);
  });

  it('is of this machine only where both the API and the file are on it', async () => {
    await open([{ status: 200 }]);
    const client = new OutputClient((url, init) => {
      asked.push({ url: url.href, init });
      return Promise.resolve(responseOf({ status: 200 }));
    });
    await client.open('https://1.1.1.1/deer.png', usual);
    await client.open('https://1.1.1.1/deer.png', { ...usual, mayBeLocal: false });
    assert.deepEqual(
      asked.map(({ init }) => init.mayBeLocal),
      [true, false, false],
    );
  });

  for (const [what, failure, expected] of [
    ['an address inside', new InsideAddressError('a.example'), { kind: 'address-refused' }],
    ['a broken connection', new Error('reset'), { kind: 'unreachable', isTemporary: true }],
    ['what is known to be gone', new OutputError('gone'), { kind: 'gone' }],
  ] as const) {
    it(`never comes where it fails by ${what}, and the cause is named`, async () => {
      const client = new OutputClient(() => Promise.reject(failure));
      await assert.rejects(client.open(address, usual), (error) => {
        assert.ok(error instanceof OutputError);
        assert.deepEqual({ ...expected, ...pick(error, expected) }, expected);
        assert.ok(error === failure || error.cause === failure);
        return true;
      });
    });
  }

  it('breaks off as a failure that may be over the next time', async () => {
    const body = (async function* () {
      yield await Promise.resolve(Buffer.from('half'));
      throw new Error('reset');
    })();
    const client = new OutputClient(() =>
      Promise.resolve({ ...responseOf({ status: 200 }), body }),
    );
    const download = await client.open(address, usual);
    await assert.rejects(textOf(download), { kind: 'unreachable', isTemporary: true });
  });

  it('is let go of by who has enough of it', async () => {
    let isLetGo = false;
    const body = (async function* () {
      try {
        for (;;) yield await Promise.resolve(Buffer.from('x'));
      } finally {
        isLetGo = true;
      }
    })();
    const client = new OutputClient(() =>
      Promise.resolve({ ...responseOf({ status: 200 }), body }),
    );
    for await (const chunk of (await client.open(address, usual)).bytes) {
      assert.equal(chunk.byteLength, 1);
      break;
    }
    assert.equal(isLetGo, true);
  });
});

const usual: DownloadOptions = {
  signal: new AbortController().signal,
  maxBytes: 100,
  idleSeconds: 5,
  maxSeconds: 60,
  mayBeLocal: true,
};

function responseOf({ status, headers = {}, body = [] }: Answer): OutputResponse {
  const bytes = (async function* () {
    for (const text of body) yield await Promise.resolve(Buffer.from(text));
  })();
  return { status, headers: { get: (name) => headers[name.toLowerCase()] ?? null }, body: bytes };
}

function pick(error: OutputError, keys: object): Partial<OutputError> {
  return Object.fromEntries(Object.entries(error).filter(([key]) => key in keys));
}

async function textOf({ bytes }: Download): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
