import assert from 'node:assert/strict';

import { childRows } from '../../../../src/features/tree/rows';
import { predictionOf } from '../../../support/builders/predictions';

const row = { type: 'prediction', predictionId: 'abc' } as const;

describe('what stands under a prediction', () => {
  it('is first its error: the server’s words and the reason that the log tells', () => {
    const error = 'Prediction failed';
    const logs = 'Traceback (most recent call last):\n  File "a.py"\nValueError: no prompt\n';
    const [first] = childRows(row, predictionOf({ status: 'failed', error, logs }));
    assert.deepEqual(first, {
      type: 'error',
      predictionId: 'abc',
      error: 'Prediction failed\nValueError: no prompt',
    });
  });
});
