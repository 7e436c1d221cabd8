import assert from 'node:assert/strict';

import fc from 'fast-check';

import { jsonContent, rowsUnder, valueAt } from '../../../../src/features/preview/jsonRows';

describe('JSON as a tree', () => {
  it('begins with the whole and what is right under it', () => {
    const { top, rows } = jsonContent({ label: 'deer', box: [1, 2], none: null, ok: true });
    assert.equal(top.text, '{ label, box, none, ok }');
    assert.deepEqual(
      rows.rows.map(({ key, type, text, size }) => [key, type, text, size]),
      [
        ['label', 'string', '"deer"', 0],
        ['box', 'array', '[1, 2]', 2],
        ['none', 'null', 'null', 0],
        ['ok', 'boolean', 'true', 0],
      ],
    );
  });

  it('gives a hundred rows at once, and the others when they are asked for', () => {
    const value = Array.from({ length: 250 }, (_, index) => index);
    assert.equal(rowsUnder(value, 0).rows.length, 100);
    const last = rowsUnder(value, 200);
    assert.deepEqual([last.from, last.total, last.rows.length], [200, 250, 50]);
    assert.equal(last.rows[0]?.key, '200');
  });

  it('finds what stands at a place by the numbers on the way', () => {
    const value = { objects: [{ label: 'deer' }, { label: 'antlers' }] };
    assert.equal(valueAt(value, [0, 1, 0]), 'antlers');
    assert.deepEqual(valueAt(value, []), value);
    assert.equal(valueAt(value, [0, 7, 0]), undefined);
    assert.equal(valueAt(value, [0, 1, 0, 3]), undefined);
  });

  it('is made of little, however much it holds', () => {
    const value = Array.from({ length: 40_000 }, (_, index) => ({ index, text: 'x'.repeat(1000) }));
    assert.ok(JSON.stringify(jsonContent(value)).length < 20_000);
  });

  it('is made of whatever the server sends, with no unseen characters in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { top, rows } = jsonContent(value);
        for (const { key, text } of [top, ...rows.rows]) {
          assert.doesNotMatch(key + text, /[\p{Cc}\u202e]/u);
        }
      }),
    );
  });
});
