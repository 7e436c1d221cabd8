import assert from 'node:assert/strict';

import { comparisonView } from '../../../../src/features/preview/comparison';
import { decodeToPage } from '../../../../src/features/preview/messages';
import { english } from '../../../support/builders/english';
import { trackedOf, type AnswerJson } from '../../../support/builders/predictions';

describe('a comparison', () => {
  it('tells just the inputs that differ, also those that one has alone', () => {
    const { differences } = viewOf(
      { input: { prompt: 'a deer', seed: 7, size: { width: 1 } } },
      { input: { prompt: 'a deer', seed: 8, size: { width: 1 }, steps: 20 } },
    );
    assert.deepEqual(differences, [
      { name: 'seed', texts: ['7', '8'] },
      { name: 'steps', texts: ['', '20'] },
    ]);
  });

  it('tells of models and versions that differ', () => {
    const { differences } = viewOf({ model: 'acme/one' }, { model: 'acme/two', version: 'v2' });
    assert.deepEqual(
      differences.map(({ name }) => name),
      ['model', 'version'],
    );
  });

  it('tells of an input that is called as the model is', () => {
    const { differences } = viewOf({ input: { model: 'large' } }, { input: { model: 'small' } });
    assert.deepEqual(differences, [{ name: 'model', texts: ['large', 'small'] }]);
  });

  it('has no differences where all is the same, and takes any input', () => {
    assert.deepEqual(viewOf({ input: 'a prompt' }, { input: 'a prompt' }).differences, []);
    assert.deepEqual(viewOf({ input: null }, { input: 7 }).differences, [
      { name: 'input', texts: ['', '7'] },
    ]);
  });

  it('tells runs of one model, or of two of one name, apart by their ids', () => {
    const titles = (...answers: AnswerJson[]) => viewOf(...answers).sides.map(({ title }) => title);
    const [model, other] = ['acme/one', 'acme/two'];
    assert.deepEqual(titles({ id: 'k7q2m9x4c8r1', model }, { id: 'v6z3t5w0n8b2', model }), [
      'one k7q2m9x4',
      'one v6z3t5w0',
    ]);
    assert.deepEqual(titles({ id: 'k7q2', model }, { id: 'k7q2', model }), ['one', 'one']);
    assert.deepEqual(titles({ id: 'a', model }, { id: 'b', model: other }), ['one', 'two']);
    assert.deepEqual(titles({ id: 'a', model }, { id: 'b', model: 'other/one' }), [
      'one a',
      'one b',
    ]);
  });

  it('shows no unseen characters that a server wrote', () => {
    const { differences } = viewOf({ input: { 'a\u202e': 'b\u001b[2J' } }, { input: {} });
    assert.deepEqual(differences, [{ name: 'a', texts: ['b', ''] }]);
  });

  it('is what the page understands', () => {
    const message = { type: 'compare', view: viewOf({}, {}) } as const;
    assert.deepEqual(decodeToPage(message), message);
  });
});

function viewOf(...answers: AnswerJson[]): ReturnType<typeof comparisonView> {
  const sides = answers.map((answer) => {
    return { prediction: trackedOf(answer).whole.prediction, outputs: [], index: 0 };
  });
  return comparisonView(sides, english);
}
