import assert from 'node:assert/strict';

import fc from 'fast-check';

import { AnswerTooLargeError, readAnswerBody } from '../../../src/client/answerBody';

const noLimit = { bytes: Infinity, separators: Infinity };

/** As a connection gives it: in pieces that end anywhere. */
function bodyOf(
  bytes: Uint8Array,
  lengths: readonly number[],
): { body: AsyncIterable<Uint8Array, undefined> } {
  async function* pieces(): AsyncGenerator<Uint8Array, undefined> {
    let start = 0;
    for (const length of [...lengths, bytes.length]) {
      yield bytes.subarray(start, start + length);
      start += length;
      await Promise.resolve();
    }
  }
  return { body: pieces() };
}

describe('the body of an answer', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', '\\', ',', ':', '鹿', '\u{1f98c}') }),
  );
  const json = fc.oneof(
    fc.json(),
    fc.array(text).map((texts) => JSON.stringify(texts)),
    fc.dictionary(text, text).map((object) => JSON.stringify(object)),
  );
  const lengths = fc.array(fc.nat(7));

  it('is the same text wherever its pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(json, lengths, async (whole, cuts) => {
        const read = await readAnswerBody(bodyOf(Buffer.from(whole), cuts), noLimit);
        assert.equal(read, Buffer.from(whole).toString());
      }),
    );
  });

  it('has its commas and colons counted, but for those in texts, wherever its pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(json, lengths, async (whole, cuts) => {
        const separators = whole.replace(/"(?:[^"\\]|\\.)*"/gs, '').replace(/[^,:]/g, '').length;
        const read = (limit: number) =>
          readAnswerBody(bodyOf(Buffer.from(whole), cuts), { bytes: Infinity, separators: limit });
        await read(separators);
        await assert.rejects(read(separators - 1), AnswerTooLargeError);
      }),
    );
  });

  it('may have as many bytes as are allowed, and no more', async () => {
    const body = () => bodyOf(Buffer.from('鹿鹿'), [1, 2]);
    assert.equal(await readAnswerBody(body(), { ...noLimit, bytes: 6 }), '鹿鹿');
    await assert.rejects(readAnswerBody(body(), { ...noLimit, bytes: 5 }), AnswerTooLargeError);
  });

  it('is read no further once it is too large', async () => {
    let given = 0;
    let isLetGo = false;
    async function* endless(): AsyncGenerator<Uint8Array, undefined> {
      try {
        for (;;) {
          given += 1;
          yield Buffer.alloc(10);
          await Promise.resolve();
        }
      } finally {
        isLetGo = true;
      }
    }
    await assert.rejects(readAnswerBody({ body: endless() }, { ...noLimit, bytes: 35 }));
    assert.deepEqual({ given, isLetGo }, { given: 4, isLetGo: true });
  });

  it('may be none, or begin with a byte order mark', async () => {
    assert.equal(await readAnswerBody({ body: null }, noLimit), '');
    assert.equal(await readAnswerBody(bodyOf(Buffer.from('\ufeff{}'), [2]), noLimit), '{}');
    assert.equal(await readAnswerBody(bodyOf(Buffer.from('"\ufeff"'), [2]), noLimit), '"\ufeff"');
  });

  it('may come as text, with its bytes counted all the same', async () => {
    async function* texts(): AsyncGenerator<string, undefined> {
      yield await Promise.resolve('"鹿');
      yield '"';
    }
    assert.equal(await readAnswerBody({ body: texts() }, { ...noLimit, bytes: 5 }), '"鹿"');
    await assert.rejects(readAnswerBody({ body: texts() }, { ...noLimit, bytes: 4 }));
  });
});
