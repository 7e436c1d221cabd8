import assert from 'node:assert/strict';

import { failureReason, failureText } from '../../../src/prediction/failureReason';
import { predictionOf } from '../../support/builders/predictions';

const logs = `Using seed: 7
Traceback (most recent call last):
  File "/src/predict.py", line 159, in predict
    raise ValueError(f"width {width} is no multiple of 8")
ValueError: width 513 is no multiple of 8
`;
const reason = 'ValueError: width 513 is no multiple of 8';

describe('the reason of a failure', () => {
  for (const error of [
    '',
    'Prediction failed',
    ' Prediction failed. ',
    'Prediction failed:',
    'Prediction failed for an unknown reason.',
    'prediction error',
    'Prediction failed for an unknown reason. It might have run out of memory? (exitcode 1)',
    'An unexpected error occurred.',
    'Internal server error',
    'ValueError',
    'None',
  ]) {
    it(`is the traceback’s last line where the error is “${error}”`, () => {
      assert.equal(reasonOf({ error }), reason);
    });
  }

  for (const error of [
    'NSFW content detected',
    'ValueError: no prompt',
    'CUDA error: no memory',
    'Prediction failed: NSFW content detected',
    'Prediction failed (E005)',
    'Prediction interrupted; please retry (code: PA)',
    'Prediction failed for an unknown reason. Ask the support for it (code: E1000)',
    'Internal server error (code: 7)',
  ]) {
    it(`is the error where that says “${error}”`, () => {
      assert.equal(reasonOf({ error }), error);
    });
  }

  it('is what little the error says where the log has no traceback', () => {
    assert.equal(
      reasonOf({ error: 'Prediction failed', logs: 'Using seed: 7\n' }),
      'Prediction failed',
    );
  });

  it('is shown below the words of the server where it is another', () => {
    const of = (error: string) => failureText(predictionOf({ status: 'failed', logs, error }));
    assert.equal(of('Prediction failed'), `Prediction failed\n${reason}`);
    assert.equal(of('CUDA error: no memory'), 'CUDA error: no memory');
    assert.equal(of(''), reason);
  });

  it('is none where it did not fail, whatever its log says', () => {
    assert.equal(reasonOf({ status: 'succeeded', error: '' }), '');
  });
});

function reasonOf(fields: Readonly<Record<string, string>>): string {
  return failureReason(predictionOf({ status: 'failed', logs, ...fields }));
}
