import assert from 'node:assert/strict';

import fc from 'fast-check';

import { storageFileName } from '../../../src/library/storageFileName';

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

describe('the name of a file for an id', () => {
  it('begins with the id, for a person to find it', () => {
    assert.match(storageFileName('hvmbv5hndhrme0cpws2rnqqf60'), /^hvmbv5hndhrme0cpws2rnqqf60\b/);
  });

  it('is that id as far as it goes, with a mark for all the rest', () => {
    const { stem, digest } = partsOf(storageFileName('Ab-9_é/..'));
    assert.equal(stem, 'ab-9_____');
    assert.match(digest, /^[0-9a-f]{12}$/);
    assert.equal(partsOf(storageFileName('x'.repeat(81))).stem, 'x'.repeat(80));
  });

  it('is safe on every file system, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const name = storageFileName(id);
        assert.match(name, /^[a-z0-9_.-]{1,100}$/);
        assert.doesNotMatch(name, /\.\.|\.$/);
      }),
    );
  });

  for (const id of ['con', 'NUL', 'aux', 'prn', 'com1', 'LPT9']) {
    it(`is not one that Windows keeps for a device (${id}), which it is with any ending`, () => {
      assert.doesNotMatch(storageFileName(id).split('.')[0] ?? '', reserved);
    });
  }

  it('is the same each time, and another one for another id, by case too', () => {
    assert.equal(storageFileName('abc'), storageFileName('abc'));
    assert.notEqual(storageFileName('abc'), storageFileName('aBc'));
    assert.notEqual(storageFileName('a/b'), storageFileName('a_b'));
  });
});

function partsOf(name: string): { stem: string; digest: string } {
  const end = name.lastIndexOf('-');
  return { stem: name.slice(0, end), digest: name.slice(end + 1) };
}
