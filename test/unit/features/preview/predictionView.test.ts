import assert from 'node:assert/strict';

import fc from 'fast-check';

import { decodeToPage, type PredictionView } from '../../../../src/features/preview/messages';
import { detailText } from '../../../../src/features/preview/details';
import { predictionView, type ShownParts } from '../../../../src/features/preview/predictionView';
import { GrowingLog } from '../../../../src/prediction/log/growingLog';
import type { OpenedPrediction } from '../../../../src/tracking/trackedPrediction';
import { english } from '../../../support/builders/english';
import { answerJson, trackedOf, type AnswerJson } from '../../../support/builders/predictions';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';

describe('the preview', () => {
  it('shows model, id and state', () => {
    const view = viewOf({ id });
    assert.equal(view.title, 'flux-schnell');
    assert.equal(view.model, 'black-forest-labs/flux-schnell');
    assert.equal(view.id, id);
    assert.equal(view.state, 'succeeded · 8.7 s');
    assert.equal(view.isRunning, false);
  });

  it('shows the id where no model is known', () => {
    assert.equal(viewOf({ id, model: null }).title, id);
  });

  it('shows the prompt first, then the other input', () => {
    const view = viewOf({ input: { seed: 7, prompt: 'a deer', size: { width: 1 } } });
    assert.deepEqual(fieldsOf(view, 'Input'), [
      ['prompt', 'a deer'],
      ['seed', '7'],
      ['size', '{\n  "width": 1\n}'],
    ]);
  });

  it('shows input that is no object as it is', () => {
    assert.deepEqual(fieldsOf(viewOf({ input: 'a prompt' }), 'Input'), [['', 'a prompt']]);
  });

  it('shows metrics, times and what it was made with', () => {
    const view = viewOf({ id });
    assert.deepEqual(fieldsOf(view, 'Metrics'), [['predict_time', '8.733386377']]);
    const times = fieldsOf(view, 'Times');
    assert.deepEqual(
      times.map(([name]) => name),
      ['created', 'started', 'completed', 'queued for', 'ran for'],
    );
    assert.deepEqual(times.slice(3), [
      ['queued for', '1 s'],
      ['ran for', '8.7 s'],
    ]);
    assert.deepEqual(fieldsOf(view, 'Prediction'), [
      ['ID', id],
      ['model', 'black-forest-labs/flux-schnell'],
      ['version', 'hidden'],
    ]);
  });

  it('has no section without anything in it', () => {
    const view = viewOf({ input: null, metrics: null });
    assert.deepEqual(
      view.sections.map(({ title }) => title),
      ['Times', 'Prediction'],
    );
  });

  it('shows how far it is while it runs', () => {
    const logs = ' 45%|██   | 18/40 [00:03<00:08, 5it/s]\r';
    const view = viewOf({ status: 'processing', output: null, logs });
    assert.equal(view.isRunning, true);
    assert.equal(view.fraction, 0.45);
    assert.equal(view.state, '45% · 8 s left');
    assert.equal(view.placeholder, 'At work…');
  });

  for (const [fields, placeholder] of [
    [{ status: 'starting' }, 'Waiting for its turn…'],
    [{ status: 'throttled' }, 'At work…'],
    [{ status: 'succeeded', output: null }, 'It made no output.'],
    [{ output: null, data_removed: true }, 'Its outputs are deleted.'],
  ] as const) {
    it(`says “${placeholder}” in place of outputs for ${JSON.stringify(fields)}`, () => {
      assert.equal(viewOf(fields).placeholder, placeholder);
    });
  }

  it('shows the stages of a run, those that have ended with what they took', () => {
    const log = new GrowingLog();
    const download = 'Loading: 100%|██████████| 2/2 [00:02<00:00, 1.00it/s]\n';
    Array.from(log.read(`${download}Sampling: 45%|██   | 18/40 [00:03<00:08, 5it/s]\r`, false));
    const { stages } = viewOf({ status: 'processing' }, {}, '', { stages: log.progress.stages });
    assert.deepEqual(stages, [
      { label: 'Loading', text: '2/2 · 1.00 it/s · 2 s', fraction: 1, hasEnded: true },
      { label: 'Sampling', text: '18/40 · 5 it/s · 8 s left', fraction: 0.45, hasEnded: false },
    ]);
  });

  it('is read out as its state, not as each percent', () => {
    const logs = ' 45%|██   | 18/40 [00:03<00:08, 5it/s]\r';
    assert.equal(viewOf({ status: 'processing', logs }).announcement, 'processing');
    assert.equal(viewOf({ id }).announcement, 'succeeded, 8.7 s');
    const failed = viewOf({ status: 'failed', error: 'CUDA out of memory' });
    assert.equal(failed.announcement, 'failed, CUDA out of memory');
  });

  it('shows an input that is an image in the archive as that image', () => {
    const input = { prompt: 'a deer', image: 'https://example.com/deer.png' };
    const imageOf = (value: unknown) => (value === input.image ? 'local' : undefined);
    const [section] = viewOf({ input }, {}, '', { imageOf }).sections;
    assert.deepEqual(
      section?.fields.map(({ image }) => image),
      [undefined, 'local'],
    );
  });

  it('gives a value to be copied as a whole, however long', () => {
    const long = 'x'.repeat(100_000);
    const { prediction } = trackedOf({ input: { seed: 7, prompt: long } }).whole;
    assert.equal(detailText(prediction, { section: 'input', field: 0 }, english), long);
    assert.equal(detailText(prediction, { section: 'input', field: 1 }, english), '7');
    assert.equal(detailText(prediction, { section: 'input', field: 2 }, english), undefined);
  });

  it('is what the page understands', () => {
    const message = { type: 'show', view: viewOf({ id }), open: 2 } as const;
    assert.deepEqual(
      decodeToPage(JSON.parse(JSON.stringify(message))),
      JSON.parse(JSON.stringify(message)),
    );
  });

  it('shows the reason that the log tells where the error says less', () => {
    const logs =
      'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no prompt\n';
    const error = 'Prediction failed';
    const view = viewOf({ status: 'failed', error, logs });
    assert.equal(view.error, 'Prediction failed\nValueError: no prompt');
  });

  it('shows the error apart from the state', () => {
    const view = viewOf({ status: 'failed', error: 'CUDA out of memory (code: E1001)' });
    assert.equal(view.state, 'failed');
    assert.equal(view.error, 'CUDA out of memory (code: E1001)');
  });

  it('says when what it shows is old, or deleted on the server', () => {
    assert.deepEqual(viewOf({}, {}, 'offline · as of 10:42').notes, ['offline · as of 10:42']);
    const { whole } = trackedOf({ data_removed: true });
    const later = { ...whole, answerAfterDeletion: '{}' };
    const [kept] = viewOf({ data_removed: true }, { whole: later }).notes;
    assert.match(kept ?? '', /was kept here/);
    const [gone] = viewOf({ data_removed: true }).notes;
    assert.match(gone ?? '', /had already deleted/);
  });

  it('cuts texts that a page could not hold', () => {
    const view = viewOf({ input: { prompt: 'x'.repeat(1_000_000) }, error: 'y'.repeat(1_000_000) });
    assert.ok(JSON.stringify(view).length < 100_000);
    assert.ok(view.error.endsWith('…'));
  });

  it('shows no control or direction characters that a server wrote', () => {
    const hostile = 'a\u001b[2J\u0000\u202eb';
    const view = viewOf({
      model: `x/${hostile}`,
      version: hostile,
      input: { [hostile]: hostile, prompt: hostile },
      metrics: { [hostile]: hostile },
      error: hostile,
      status: hostile,
    });
    const { status, ...shown } = view;
    assert.equal(status, hostile);
    // JSON escapes what it may not hold, so texts are looked at as they are.
    for (const text of textsIn(shown)) assert.doesNotMatch(text, /(?!\n)[\p{Cc}\u202e]/u);
  });

  it('has words for whatever the server sends', () => {
    const odd = fc.dictionary(fc.constantFrom(...Object.keys(answerJson())), fc.jsonValue());
    fc.assert(
      fc.property(odd, (fields) => {
        const view = viewOf({ ...fields, id, status: 'succeeded' });
        for (const text of textsIn(view.sections)) assert.equal(typeof text, 'string');
      }),
    );
  });

  it('is made for input that is nested ever so deep', () => {
    const deep: unknown = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
    const { whole } = trackedOf();
    const prediction = { ...whole.prediction, input: { prompt: 'a deer', deep } };
    const view = viewOf({}, { whole: { ...whole, prediction } });
    assert.ok(fieldsOf(view, 'Input').length > 0);
  });
});

function viewOf(
  fields: AnswerJson,
  known: Partial<OpenedPrediction> = {},
  staleness = '',
  parts: Partial<ShownParts> = {},
): PredictionView {
  const shown = {
    opened: trackedOf(fields, known),
    isPinned: false,
    outputs: [],
    leftOut: 0,
    staleness,
    stages: [],
    logLines: [],
    imageOf: () => undefined,
  };
  return predictionView({ ...shown, ...parts }, english);
}

function fieldsOf({ sections }: PredictionView, title: string): [string, string][] {
  const section = sections.find((each) => each.title === title);
  return (section?.fields ?? []).map(({ name, text }) => [name, text]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
