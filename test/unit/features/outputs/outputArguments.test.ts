import assert from 'node:assert/strict';

import { outputsMeant } from '../../../../src/features/outputs/outputArguments';

const prediction = (predictionId: string) => ({ type: 'prediction', predictionId });
const output = (predictionId: string, index: number) => ({ type: 'output', predictionId, index });

describe('A command about outputs', () => {
  it('means all of a prediction, or the one that is named', () => {
    assert.deepEqual(outputsMeant(['abc']), [{ predictionId: 'abc', indices: 'all' }]);
    assert.deepEqual(outputsMeant(['abc', 2]), [{ predictionId: 'abc', indices: [2] }]);
    assert.deepEqual(outputsMeant([output('abc', 0), undefined]), [
      { predictionId: 'abc', indices: [0] },
    ]);
  });

  it('means every row that is selected, each output once', () => {
    const clicked = output('a', 2);
    const selected = [clicked, output('a', 0), prediction('b'), output('b', 1), output('a', 2)];
    assert.deepEqual(outputsMeant([clicked, selected]), [
      { predictionId: 'a', indices: [0, 2] },
      { predictionId: 'b', indices: 'all' },
    ]);
  });

  it('leaves out rows of inputs and errors among several', () => {
    const selected = [prediction('a'), { type: 'error', predictionId: 'b' }, { type: 'more' }];
    assert.deepEqual(outputsMeant([selected[0], selected]), [
      { predictionId: 'a', indices: 'all' },
    ]);
  });

  it('means nothing where it was given nothing of sense', () => {
    for (const args of [[], [42], [null], [{ predictionId: 7 }]]) {
      assert.deepEqual(outputsMeant(args), []);
    }
    assert.deepEqual(outputsMeant(['abc', -1]), [{ predictionId: 'abc', indices: 'all' }]);
    assert.deepEqual(outputsMeant(['abc', 'first']), [{ predictionId: 'abc', indices: 'all' }]);
  });
});
