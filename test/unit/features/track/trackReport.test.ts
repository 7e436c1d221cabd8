import assert from 'node:assert/strict';

import { describeNotUnderstood, describeTracked } from '../../../../src/features/track/trackReport';
import { parseReferenceList } from '../../../../src/prediction/referenceList';
import { english } from '../../../support/builders/english';

describe('What is said after Track Predictions…', () => {
  for (const { counts, says } of [
    { counts: { added: 1, known: 0, unread: 0 }, says: 'Tracking 1 new prediction.' },
    { counts: { added: 37, known: 0, unread: 0 }, says: 'Tracking 37 new predictions.' },
    {
      counts: { added: 1, known: 1, unread: 1 },
      says: 'Tracking 1 new prediction. 1 was tracked already. 1 piece of the text holds no ID.',
    },
    {
      counts: { added: 2, known: 3, unread: 4 },
      says: 'Tracking 2 new predictions. 3 were tracked already. 4 pieces of the text hold no ID.',
    },
  ]) {
    it(`is “${says}”`, () => {
      assert.equal(describeTracked(counts, english), says);
    });
  }
});

describe('The list of what was not understood', () => {
  it('has each piece with its line', () => {
    const found = parseReferenceList(
      'k7q2m9x4c8r1v6z3t5w0n8b2j7\nhttps://example.com/about\n\nhvmbv5hndhrme0cpws2rnqqf60\n{"status":"starting"}\n',
    );
    const lines = describeNotUnderstood(found, english).split('\n');
    assert.match(lines[0] ?? '', /hold no prediction’s ID/);
    assert.deepEqual(lines.slice(1), [
      '',
      'line 2: https://example.com/about — no prediction’s ID is in this URL or path',
      'line 5: {"status":"starting"} — this JSON has no prediction’s “id”, or is broken',
      '',
    ]);
  });

  for (const [text, reason] of [
    ['status,id\nok,', 'nothing stands where the ID should be'],
    ['/home/me/ids.txt', 'no prediction’s ID is in this URL or path'],
    ['acme/sdxl', 'looks like a model’s name'],
    [`acme/sdxl:${'0'.repeat(64)}`, 'looks like a model’s name'],
    ['{"status":"starting"', 'this JSON has no prediction’s “id”, or is broken'],
    ['x'.repeat(129), 'an ID has at most 128 characters'],
    [
      'made k7q2m9x4c8r1v6z3t5w0n8b2j7 out of hvmbv5hndhrme0cpws2rnqqf60',
      'several IDs among other words: put each on a line of its own',
    ],
  ] as const) {
    it(`says “${reason}” of “${text.slice(0, 40)}”`, () => {
      const last = describeNotUnderstood(parseReferenceList(text), english).trimEnd();
      assert.ok(last.endsWith(` — ${reason}`), last);
    });
  }

  it('gives no reason where there is none but that it is no id', () => {
    const text = describeNotUnderstood(parseReferenceList('two words'), english);
    assert.match(text, /\nline 1: two words\n$/);
  });

  it('says how many there are besides those that it has', () => {
    const found = parseReferenceList('https://example.com/about\n'.repeat(1003));
    const lines = describeNotUnderstood(found, english).trimEnd().split('\n');
    assert.equal(lines.length, 2 + 1000 + 1);
    assert.match(lines.at(-2) ?? '', /^line 1000: https:\/\/example.com\/about —/);
    assert.equal(lines.at(-1), '… and 3 more');
  });
});
