import assert from 'node:assert/strict';

import fc from 'fast-check';

import { unknownBrief, type PredictionBrief } from '../../../src/prediction/prediction';
import { ModelHistory } from '../../../src/tracking/modelHistory';

const model = 'stability-ai/sdxl';
let lastId = 0;

function ended(seconds: number, fields: Partial<PredictionBrief> = {}): PredictionBrief {
  const brief = unknownBrief(`id${++lastId}`);
  return { ...brief, model, status: 'succeeded', predictSeconds: seconds, ...fields };
}

function historyOf(...briefs: readonly PredictionBrief[]): ModelHistory {
  const history = new ModelHistory();
  for (const brief of briefs) history.note(brief);
  return history;
}

describe('the typical run of a model', () => {
  it('is unknown before one has succeeded', () => {
    const briefs = ['failed', 'canceled', 'aborted', 'processing'].map((status) =>
      ended(5, { status }),
    );
    assert.equal(historyOf(...briefs).typicalRun(model), undefined);
  });

  it('is the median of those that succeeded', () => {
    assert.equal(historyOf(ended(9)).typicalRun(model), 9);
    assert.equal(historyOf(ended(9), ended(4)).typicalRun(model), 6.5);
    assert.equal(historyOf(ended(9), ended(400), ended(4)).typicalRun(model), 9);
  });

  it('is taken from the timestamps where nothing was measured', () => {
    const brief = ended(0, { predictSeconds: undefined, startedAt: 1000, completedAt: 8500 });
    assert.equal(historyOf(brief).typicalRun(model), 7.5);
  });

  it('follows a model that has become quicker', () => {
    const slow = Array.from({ length: 100 }, () => ended(60));
    const quick = Array.from({ length: 25 }, () => ended(6));
    assert.equal(historyOf(...slow, ...quick).typicalRun(model), 6);
  });

  it('counts each prediction once, however often it is told of', () => {
    const slow = ended(60);
    const briefs = [slow, ended(6), ended(7), slow, slow, slow];
    assert.equal(historyOf(...briefs).typicalRun(model), 7);
  });

  it('is apart for each model, and for versions where the model has no name', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const history = historyOf(
      ended(9),
      ended(20, { model: 'other/model' }),
      ended(3, { model: '', version: a }),
      ended(4, { model: '', version: b }),
    );
    assert.equal(history.typicalRun(model, a), 9);
    assert.equal(history.typicalRun('', a), 3);
    assert.equal(history.typicalRun('', b), 4);
  });

  it('is unknown where nothing says which model it is', () => {
    const history = historyOf(ended(9, { model: '', version: 'hidden' }));
    assert.equal(history.typicalRun('', 'hidden'), undefined);
    assert.equal(history.typicalRun(''), undefined);
  });

  it('is forgotten for the model that ended longest ago where there are very many', () => {
    const others = Array.from({ length: 499 }, (_, index) => ended(1, { model: `m/${index}` }));
    const history = historyOf(ended(9), ...others, ended(9));
    assert.equal(history.typicalRun('m/0'), 1);
    history.note(ended(1, { model: 'one/more' }));
    assert.equal(history.typicalRun('m/0'), undefined);
    assert.equal(history.typicalRun(model), 9);
  });

  it('leaves out what cannot be', () => {
    assert.equal(historyOf(ended(0), ended(-5)).typicalRun(model), undefined);
  });

  it('is a time that there can be, whatever the API measured', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const isTime = fc.property(fc.array(finite), (measured) => {
      const typical = historyOf(...measured.map((seconds) => ended(seconds))).typicalRun(model);
      assert.ok(typical === undefined || (typical > 0 && Number.isFinite(typical)));
    });
    fc.assert(isTime);
  });
});
