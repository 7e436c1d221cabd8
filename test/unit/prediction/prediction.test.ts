import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import {
  briefOf,
  decodePrediction,
  isTerminal,
  modelName,
  predictionOfBrief,
  runSeconds,
  unknownBrief,
} from '../../../src/prediction/prediction';
import { answerJson, predictionOf } from '../../support/builders/predictions';

const seed = JSON.parse(
  readFileSync(path.join(__dirname, '../../fixtures/seed-prediction.json'), 'utf8'),
) as Record<string, unknown>; // the fixture is a prediction by definition

/** A fair answer that tells as little as can be. */
const nothing = {
  model: '',
  version: '',
  status: 'starting',
  output: null,
  metrics: {},
  created_at: null,
  started_at: null,
  completed_at: null,
};

describe('an API answer', () => {
  it('is decoded when it is the documented one', () => {
    assert.deepEqual(decodePrediction(seed), {
      id: seed['id'],
      model: seed['model'],
      version: 'hidden',
      status: 'succeeded',
      input: seed['input'],
      output: seed['output'],
      error: '',
      logs: seed['logs'],
      metrics: seed['metrics'],
      dataRemoved: false,
      createdAt: Date.parse('2025-05-19T02:00:17.516Z'),
      startedAt: Date.parse('2025-05-19T02:00:17.533Z'),
      completedAt: Date.parse('2025-05-19T02:00:26.267Z'),
      predictSeconds: 8.733386377,
      hasOutput: true,
      webUrl: '',
    });
  });

  it('is left as it was by decoding it', () => {
    const json = structuredClone(seed);
    decodePrediction(json);
    assert.deepEqual(json, seed);
  });

  it('is decoded when it holds nothing but id and status', () => {
    assert.deepEqual(decodePrediction({ id: 'a', status: 'starting' }), {
      id: 'a',
      model: '',
      version: '',
      status: 'starting',
      input: null,
      output: null,
      error: '',
      logs: '',
      metrics: {},
      dataRemoved: false,
      createdAt: undefined,
      startedAt: undefined,
      completedAt: undefined,
      predictSeconds: undefined,
      hasOutput: false,
      webUrl: '',
    });
  });

  const none = [null, undefined, 7, 'text', [], {}, { id: 'a' }, { status: 's' }];
  const misnamed = [
    { id: 7, status: 's' },
    { id: '', status: 's' },
    { id: 'a', status: null },
  ];
  for (const json of [...none, ...misnamed]) {
    it(`is no prediction when it is ${JSON.stringify(json)}`, () => {
      assert.equal(decodePrediction(json), undefined);
    });
  }

  it('is decoded whatever stands in its other fields, and gives what its type promises', () => {
    const fields = Object.keys(answerJson()).filter((key) => key !== 'id' && key !== 'status');
    const odd = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue());
    fc.assert(
      fc.property(odd, fc.subarray(fields), (changed, missing) => {
        const kept = Object.entries(answerJson(changed)).filter(([key]) => !missing.includes(key));
        const prediction = decodePrediction(Object.fromEntries(kept));
        assert.ok(prediction);
        for (const key of ['model', 'version', 'error', 'logs'] as const) {
          assert.equal(typeof prediction[key], 'string');
        }
        assert.equal(typeof prediction.metrics, 'object');
        assert.equal(typeof prediction.dataRemoved, 'boolean');
        assert.ok(!Number.isNaN(prediction.createdAt ?? 0));
      }),
    );
  });

  for (const [digits, text] of [
    [3, '2025-05-19T02:00:17.516Z'],
    [6, '2025-05-19T02:00:17.516386Z'],
    [8, '2025-05-19T02:00:17.51638621Z'],
    [9, '2025-05-19T02:00:17.516386215Z'],
  ] as const) {
    it(`may tell its times with ${digits} fraction digits`, () => {
      const expected = Date.parse('2025-05-19T02:00:17.516Z');
      assert.equal(predictionOf({ created_at: text }).createdAt, expected);
    });
  }

  for (const [field, values] of [
    ['model', [7, null, ['a'], {}]],
    ['version', [7, null, ['a'], {}]],
    ['logs', [7, null, ['a'], {}]],
    ['metrics', [7, null, 'a']],
    ['data_removed', ['true', 1, null, {}]],
    ['urls', [7, null, 'https://replicate.com/p/a', []]],
    ['created_at', [1747620017, null, {}, '']],
  ] as const) {
    it(`is decoded as without its ${field} where that is of another type`, () => {
      const without = { ...answerJson({ id: 'a' }), [field]: undefined };
      for (const value of values) {
        const odd = decodePrediction({ ...without, [field]: value });
        assert.deepEqual(odd, decodePrediction(without), JSON.stringify(value));
      }
    });
  }

  it('tells whether the server has deleted what it made, and that there was something', () => {
    const { dataRemoved, hasOutput } = predictionOf({ data_removed: true, output: null });
    assert.deepEqual([dataRemoved, hasOutput], [true, false]);
    for (const output of [false, 0, '', []]) {
      assert.equal(predictionOf({ output }).hasOutput, true, JSON.stringify(output));
    }
  });

  it('may have null or nonsense for its times', () => {
    assert.equal(predictionOf({ started_at: null }).startedAt, undefined);
    assert.equal(predictionOf({ completed_at: 'soon' }).completedAt, undefined);
    assert.equal(predictionOf({ created_at: 1747620017 }).createdAt, undefined);
  });

  it('may have any JSON for its error, which is then shown as JSON', () => {
    assert.equal(predictionOf({ error: { code: 'PA' } }).error, '{"code":"PA"}');
    assert.equal(predictionOf({ error: null }).error, '');
  });

  it('may have an empty error, or none', () => {
    assert.equal(predictionOf({ error: '' }).error, '');
    assert.equal(predictionOf({ error: undefined }).error, '');
    assert.equal(predictionOf({ error: 'no memory' }).error, 'no memory');
    assert.equal(predictionOf({ error: 0 }).error, '0');
  });

  it('may have an error that is nested ever so deep', () => {
    const deep: unknown = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
    assert.equal(decodePrediction({ id: 'a', status: 'failed', error: deep })?.status, 'failed');
  });

  it('cannot change what all objects are by a field named __proto__', () => {
    const json: unknown = JSON.parse(
      '{"id":"a","status":"s","__proto__":{"model":"x"},"metrics":{"__proto__":{"y":1}}}',
    );
    const prediction = decodePrediction(json);
    assert.equal(prediction?.model, '');
    assert.equal(prediction.metrics['y'], undefined);
    assert.equal(({} as Record<string, unknown>)['y'], undefined);
  });
});

describe('a state', () => {
  for (const status of ['succeeded', 'failed', 'canceled', 'aborted']) {
    it(`${status} is the end, though the answer does not tell when`, () => {
      assert.equal(isTerminal(predictionOf({ status, completed_at: null })), true);
    });
  }

  for (const status of ['starting', 'processing', 'throttled', 'Succeeded', 'constructor']) {
    it(`${status} goes on`, () => {
      assert.equal(isTerminal(predictionOf({ status, completed_at: null })), false);
    });
  }
});

describe('the time of completion', () => {
  const completed_at = '2025-05-19T02:00:26Z';

  it('ends a state that nobody documented', () => {
    assert.equal(isTerminal(predictionOf({ status: 'expired', completed_at })), true);
  });

  it('does not end a state that is documented to go on', () => {
    for (const status of ['starting', 'processing']) {
      assert.equal(isTerminal(predictionOf({ status, completed_at })), false);
    }
  });
});

describe('the time that a prediction ran', () => {
  it('is the one that the API measured', () => {
    assert.equal(runSeconds(predictionOf({ metrics: { predict_time: 1.5 } })), 1.5);
  });

  it('is told by the timestamps where nothing was measured', () => {
    const times = { started_at: '2025-05-19T02:00:00Z', completed_at: '2025-05-19T02:00:09.5Z' };
    assert.equal(runSeconds(predictionOf({ ...times, metrics: { predict_time: '8' } })), 9.5);
    assert.equal(runSeconds(predictionOf({ ...times, metrics: null })), 9.5);
  });

  it('is told by the timestamps where what was measured cannot be', () => {
    const times = { started_at: '2025-05-19T02:00:00Z', completed_at: '2025-05-19T02:00:09.5Z' };
    for (const predict_time of [-1, -Infinity, NaN]) {
      assert.equal(runSeconds(predictionOf({ ...times, metrics: { predict_time } })), 9.5);
    }
  });

  it('is nothing where it took none', () => {
    assert.equal(runSeconds(predictionOf({ metrics: { predict_time: 0 } })), 0);
  });

  it('is unknown where it has not come to its end', () => {
    assert.equal(runSeconds(predictionOf({ completed_at: null, metrics: {} })), undefined);
  });

  it('is not below zero where the clocks of the server disagree', () => {
    const times = { started_at: '2025-05-19T02:00:09Z', completed_at: '2025-05-19T02:00:00Z' };
    assert.equal(runSeconds(predictionOf({ ...times, metrics: {} })), 0);
  });

  it('is unknown where it never started', () => {
    assert.equal(runSeconds(predictionOf({ started_at: null, metrics: {} })), undefined);
  });
});

describe("a model's name", () => {
  for (const [model, name] of [
    ['black-forest-labs/flux-schnell', 'flux-schnell'],
    ['flux', 'flux'],
    ['', ''],
    [null, ''],
  ] as const) {
    it(`is “${name}” for ${JSON.stringify(model)}`, () => {
      assert.equal(modelName(predictionOf({ model })), name);
    });
  }
});

describe('the page of a prediction', () => {
  const webUrlOf = (web: unknown) =>
    decodePrediction({ id: 'a', status: 'starting', urls: { web } })?.webUrl;

  it('is the one on replicate.com that the answer names', () => {
    const page = 'https://replicate.com/p/hvmbv5hndhrme0cpws2rnqqf60';
    assert.equal(webUrlOf(page), page);
    const other = 'https://www.replicate.com/p/hvmbv5hndhrme0cpws2rnqqf60';
    assert.equal(webUrlOf(other), other);
  });

  it('is one of a fair length', () => {
    const of = (length: number) => 'https://replicate.com/p/'.padEnd(length, 'x');
    assert.equal(webUrlOf(of(500)), of(500));
    assert.equal(webUrlOf(of(501)), '');
  });

  for (const web of [
    'http://replicate.com/p/abc',
    'https://replicate.com.evil.example/p/abc',
    'https://replicate.com@evil.example/p/abc',
    'https://user:word@replicate.com/p/abc',
    'https://user@replicate.com/p/abc',
    'https://:word@replicate.com/p/abc',
    'https://replicate.com:8443/p/abc',
    'https://api.replicate.com/p/abc',
    'javascript:alert(1)',
    'not a URL',
    '',
    7,
    null,
  ]) {
    it(`is not ${JSON.stringify(web)}`, () => {
      assert.equal(webUrlOf(web), '');
    });
  }
});

describe('the brief of a prediction', () => {
  it('tells what lists tell', () => {
    const web = 'https://replicate.com/p/a';
    const fields = { id: 'a', status: 'failed', error: 'no memory', data_removed: true };
    const prediction = predictionOf({ ...fields, version: 'v1', urls: { web } });
    assert.deepEqual(briefOf(prediction), {
      id: 'a',
      model: 'black-forest-labs/flux-schnell',
      version: 'v1',
      status: 'failed',
      error: 'no memory',
      dataRemoved: true,
      createdAt: Date.parse('2025-05-19T02:00:17.516Z'),
      startedAt: Date.parse('2025-05-19T02:00:18.516Z'),
      completedAt: Date.parse('2025-05-19T02:00:26.267Z'),
      predictSeconds: 8.733386377,
      hasOutput: true,
      webUrl: web,
    });
  });

  it('is empty, but for its id, before its first answer', () => {
    const empty = briefOf(predictionOf({ id: 'a', ...nothing }));
    assert.deepEqual(unknownBrief('a'), { ...empty, status: '' });
  });

  it('stands for a prediction of which no more is known', () => {
    const prediction = predictionOf({ id: 'a', logs: 'a line', input: { a: 1 } });
    const brief = briefOf(prediction);
    assert.deepEqual(predictionOfBrief(brief), {
      ...prediction,
      input: null,
      output: null,
      logs: '',
      metrics: {},
    });
  });

  it('cuts what a server may send ever so long', () => {
    const long = 'x'.repeat(1_000_000);
    const fields = { id: 'a', status: long, model: long, version: long, error: long };
    const prediction = decodePrediction(fields);
    assert.ok(prediction);
    const brief = briefOf(prediction);
    assert.deepEqual(
      [brief.model, brief.version, brief.status, brief.error].map(({ length }) => length),
      [200, 200, 100, 500],
    );
  });
});
