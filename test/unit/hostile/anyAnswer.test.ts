import assert from 'node:assert/strict';

import fc from 'fast-check';

import { predictionJson } from '../../../src/features/json/predictionJson';
import { decodeToPage } from '../../../src/features/preview/messages';
import { predictionView } from '../../../src/features/preview/predictionView';
import { childRows, type Row } from '../../../src/features/tree/rows';
import { listOutputs, outputName } from '../../../src/prediction/outputs';
import { briefOf, decodePrediction, type Prediction } from '../../../src/prediction/prediction';
import { describeState } from '../../../src/prediction/summary';
import type { OpenedPrediction } from '../../../src/tracking/trackedPrediction';
import { english } from '../../support/builders/english';
import { answerJson, progressOf, trackedOf } from '../../support/builders/predictions';
import { looseFields, wrongValues } from '../../support/hostileApi/behaviours/shapes';

/** What the decoder looks for, as it looks for it. */
function fieldsOfDecoder(): string[] {
  const asked = new Set<string>();
  const note = (name: string | symbol) => {
    if (typeof name === 'string') asked.add(name);
  };
  const watched = new Proxy(answerJson(), {
    get: (target, name) => {
      note(name);
      return Reflect.get(target, name) as unknown;
    },
    has: (target, name) => {
      note(name);
      return Reflect.has(target, name);
    },
  });
  assert.ok(decodePrediction(watched));
  return [...asked];
}

/** Any JSON, such as servers send when they mean harm or know no better. */
const anyValue = fc.oneof(
  fc.constantFrom(...wrongValues),
  fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '\ud800',
      '\udfff',
      '\u202e',
      '\0',
      '\r',
      '\n',
      '\u001b[1A',
      '$(x)',
      '<b>',
    ),
  }),
  fc.double().map(String),
  fc.date({ noInvalidDate: false }).map((date) => `${date.getTime()}`),
);

describe('an answer', () => {
  const fields = fieldsOfDecoder();

  it('has each field that is looked for among those that a hostile server gets wrong', () => {
    assert.deepEqual(fields.sort(), ['id', 'status', ...looseFields].sort());
  });

  for (const field of fields) {
    it(`with anything for ${field} is understood or refused, and then shown as it came`, () => {
      fc.assert(
        fc.property(anyValue, (value) => {
          isShown({ [field]: value });
        }),
        { numRuns: 100 },
      );
    });
  }

  it('with anything for all of them at once is understood or refused', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...fields, '__proto__', 'constructor'),
      anyValue,
    );
    fc.assert(fc.property(anything, isShown), { numRuns: 300 });
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});

/** Nothing throws, the page understands what it gets, and what came is there to be read. */
function isShown(wrong: Readonly<Record<string, unknown>>): void {
  const text = JSON.stringify({ ...answerJson(), ...wrong });
  const prediction = decodePrediction(JSON.parse(text));
  if (prediction === undefined) {
    assert.ok('id' in wrong || 'status' in wrong, text);
    return;
  }
  keepsItsPromises(prediction);
  const opened: OpenedPrediction = {
    ...trackedOf(),
    id: prediction.id,
    brief: briefOf(prediction),
    progress: progressOf(prediction),
    whole: { answer: text, answerAfterDeletion: '', prediction },
  };
  assert.deepEqual(JSON.parse(predictionJson(opened)), JSON.parse(text));
  assert.equal(typeof describeState(opened.brief, opened.progress, english), 'string');
  for (const output of listOutputs(prediction.output).outputs) outputName(output, 80);
  walk({ type: 'prediction', predictionId: prediction.id }, prediction, 4);
  assert.ok(decodeToPage({ type: 'show', view: asSent(viewOf(opened)) }), text);
}

/** As a message to a page arrives. */
function asSent(view: unknown): unknown {
  return JSON.parse(JSON.stringify(view));
}

function keepsItsPromises(prediction: Prediction): void {
  const { metrics, dataRemoved, createdAt, startedAt, completedAt, predictSeconds } = prediction;
  for (const name of ['id', 'model', 'version', 'status', 'error', 'logs', 'webUrl'] as const) {
    assert.equal(typeof prediction[name], 'string');
  }
  assert.equal(typeof dataRemoved, 'boolean');
  assert.equal(typeof metrics, 'object');
  for (const time of [createdAt, startedAt, completedAt, predictSeconds]) {
    assert.ok(time === undefined || Number.isFinite(time));
  }
  assert.ok(predictSeconds === undefined || predictSeconds >= 0);
}

function walk(row: Row, prediction: Prediction, depth: number): void {
  if (depth === 0) return;
  for (const child of childRows(row, prediction)) walk(child, prediction, depth - 1);
}

function viewOf(opened: OpenedPrediction): unknown {
  const none = { isPinned: false, outputs: [], leftOut: 0, staleness: '', stages: [] };
  const logLines = opened.whole.prediction.logs.split('\n');
  return predictionView({ ...none, opened, logLines, imageOf: () => undefined }, english);
}
