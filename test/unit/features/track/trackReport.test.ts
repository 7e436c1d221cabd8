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
      'line 2: https://example.com/about',
      'line 5: {"status":"starting"}',
      '',
    ]);
  });

  it('says how many there are besides those that it has', () => {
    const found = parseReferenceList('https://example.com/about\n'.repeat(1003));
    const lines = describeNotUnderstood(found, english).trimEnd().split('\n');
    assert.equal(lines.length, 2 + 1000 + 1);
    assert.equal(lines.at(-2), 'line 1000: https://example.com/about');
    assert.equal(lines.at(-1), '… and 3 more');
  });
});
