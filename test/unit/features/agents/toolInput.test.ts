import assert from 'node:assert/strict';

import { AgentError } from '../../../../src/features/agents/agentError';
import { readGetInput, readListInput } from '../../../../src/features/agents/toolInput';

const wrongForGet: readonly (readonly [unknown, RegExp])[] = [
  [undefined, /object with “id”/],
  [{}, /“id”/],
  [{ id: 7 }, /“id” must be the ID of a prediction, as in \{"id"/],
  [{ id: '' }, /no prediction’s ID.*list_predictions/],
  [{ id: 'stability-ai/sdxl' }, /no prediction’s ID in “stability-ai\/sdxl”/],
  [{ id: '../../etc/passwd' }, /no prediction’s ID/],
  [{ id: 'a', prediction: 'b' }, /“id” alone/],
  [['a'], /object with “id”/],
  ['a', /object with “id”/],
];

const wrongForList: readonly (readonly [unknown, RegExp])[] = [
  [{ status: 'done' }, /“status” must be one of: running, starting/],
  [{ limit: 0 }, /whole number from 1 to 100/],
  [{ limit: 1.5 }, /whole number/],
  [{ limit: '5' }, /whole number/],
  [{ model: {} }, /“model” must be a text/],
  [{ page: 2 }, /“status”, “model” and “limit”/],
];

describe('a tool that is called wrongly', () => {
  for (const [input, sentence] of wrongForGet) {
    it(`says to a model what get_prediction wants instead of ${JSON.stringify(input)}`, () => {
      assert.throws(() => readGetInput(input), isSentence(sentence));
    });
  }

  for (const [input, sentence] of wrongForList) {
    it(`says to a model what list_predictions wants instead of ${JSON.stringify(input)}`, () => {
      assert.throws(() => readListInput(input), isSentence(sentence));
    });
  }

  it('takes no arguments for a list of all', () => {
    assert.deepEqual(readListInput(undefined), { model: '', limit: 20 });
  });
});

function isSentence(pattern: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof AgentError);
    assert.match(error.message, pattern);
    return true;
  };
}
