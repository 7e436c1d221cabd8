import assert from 'node:assert/strict';

import {
  errorLabel,
  groupLabel,
  outputLabel,
  predictionLabel,
  valueLabel,
} from '../../../../src/features/tree/rowLabels';
import type { Output } from '../../../../src/prediction/outputs';
import { english } from '../../../support/builders/english';

describe('a row, to who hears it', () => {
  it('says the state in words with pauses, and an estimate as one', () => {
    const label = (words: string) =>
      predictionLabel({ name: 'sdxl', words, shortId: 'k7q2m9x4' }, english);
    assert.equal(label('45% · 8 s left'), 'sdxl, 45%, 8 s left, k7q2m9x4');
    assert.equal(label('~40%'), 'sdxl, about 40%, k7q2m9x4');
    assert.equal(label('failed · no file ~/a'), 'sdxl, failed, no file ~/a, k7q2m9x4');
  });

  it('says an id once where it stands for the name', () => {
    const parts = { name: 'k7q2m9x4c8r1', words: 'starting', shortId: 'k7q2m9x4' };
    assert.equal(predictionLabel(parts, english), 'k7q2m9x4c8r1, starting');
  });

  it('says what its icon shows', () => {
    const output: Output = { label: '[0]', kind: 'audio', source: { type: 'text', text: '' } };
    assert.equal(outputLabel('chime.wav', output, english), 'chime.wav, sound, [0]');
    assert.equal(errorLabel('out of memory', english), 'Error: out of memory');
  });

  it('says what stands beside its name', () => {
    assert.equal(groupLabel('Outputs', 4, english), 'Outputs, 4');
    assert.equal(valueLabel('seed', '7', english), 'seed: 7');
    assert.equal(valueLabel('negative_prompt', '', english), 'negative_prompt');
  });
});
