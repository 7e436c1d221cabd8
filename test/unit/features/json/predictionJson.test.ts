import assert from 'node:assert/strict';

import { predictionJson } from '../../../../src/features/json/predictionJson';
import { answerJson, answerText, trackedOf } from '../../../support/builders/predictions';

describe('A prediction as JSON', () => {
  it('is the answer as it came, indented', () => {
    const json = textOf('{"id":"a","status":"succeeded","new_field":{"b":[1,null]}}');
    assert.equal(
      json,
      [
        '{',
        '  "id": "a",',
        '  "status": "succeeded",',
        '  "new_field": {',
        '    "b": [',
        '      1,',
        '      null',
        '    ]',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('has every number, name and text as it was written', () => {
    const answer = String.raw`{"seed":18446744073709551615,"cfg":7.0,"a,b":"{\"x\":[1]}","a":[],"a":{}}`;
    assert.equal(textOf(answer).replace(/\s/g, ''), answer);
    assert.match(textOf(answer), /"a": \[\],\n {2}"a": \{\}\n/);
  });

  it('is empty before the first answer', () => {
    assert.equal(textOf(''), '{}\n');
  });

  it('has what the server sent before it deleted it, and then what it sends now', () => {
    const before = answerText();
    const after = answerText({ output: null, data_removed: true });
    const json = textOf(before, after);
    const later = answerJson({ output: null, data_removed: true });
    assert.deepEqual(JSON.parse(json), [answerJson(), later]);
  });

  it('shows an answer that is no JSON as it is', () => {
    assert.equal(textOf('{"id":"a","sta'), '{"id":"a","sta\n');
  });

  it('shows an answer that is nested beyond all measure', () => {
    const depth = 100_000;
    const json = textOf(`{"id":"a","deep":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    assert.match(json, /"id": "a"/);
  });
});

function textOf(answer: string, answerAfterDeletion = ''): string {
  const { whole, ...tracked } = trackedOf();
  return predictionJson({ ...tracked, whole: { ...whole, answer, answerAfterDeletion } });
}
