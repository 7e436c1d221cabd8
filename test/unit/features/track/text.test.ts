import assert from 'node:assert/strict';

import { decoded, inPieces, isBinary } from '../../../../src/features/track/text';

const longText = 'é1😀'.repeat(700_001);

describe('A text in pieces', () => {
  it('is whole again when they are put together, and each is short', () => {
    const pieces = [...inPieces(longText)];
    assert.ok(pieces.every(({ length }) => length <= 1_000_000));
    assert.ok(pieces.join('') === longText);
  });
});

describe('The text of a file', () => {
  for (const [name, bytes] of Object.entries({
    'UTF-8': Buffer.from(longText),
    'UTF-8 with a byte order mark': Buffer.from(`\ufeff${longText}`),
    'UTF-16, the low byte first': Buffer.from(`\ufeff${longText}`, 'utf16le'),
    'UTF-16, the high byte first': Buffer.from(`\ufeff${longText}`, 'utf16le').swap16(),
  })) {
    it(`is read when it is in ${name}`, () => {
      assert.equal(isBinary(bytes), false);
      const pieces = [...decoded(bytes)];
      assert.ok(pieces.length > 1);
      assert.ok(pieces.join('') === longText);
    });
  }

  it('is none where a byte is 0', () => {
    assert.equal(isBinary(Buffer.from('PNG\0\x01')), true);
    assert.equal(isBinary(Buffer.from('hvmbv5hndhrme0cpws2rnqqf60\n')), false);
    assert.equal(isBinary(new Uint8Array()), false);
  });
});
