import type { Behaviour } from '../behaviour';
import { fairText, sendJson } from '../fair';

/** Every kind of value that a field may wrongly have. */
export const wrongValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  0.1,
  '',
  'text',
  '7',
  'null',
  '\ud800',
  '\u0000\u001b[2J\u202e',
  'x'.repeat(10_000),
  [],
  [[]],
  [null, 7, 'a', {}],
  {},
  { a: { b: { c: [] } } },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":7,"length":-1,"toString":null}'),
];

/** Those that a prediction can be known without. */
export const looseFields = [
  'model',
  'version',
  'input',
  'output',
  'error',
  'logs',
  'metrics',
  'data_removed',
  'created_at',
  'started_at',
  'completed_at',
  'urls',
] as const;

/** For each field, one that sends another kind of wrong value each time. */
export const shapes: readonly Behaviour[] = looseFields.map((field) => ({
  id: `shape-${field.replace('_', '-')}`,
  does: `sends another kind of value for \`${field}\` each time`,
  answer: ({ id, count }, response) => {
    sendJson(response, fairText(id, { [field]: wrongValues[count % wrongValues.length] }));
  },
  sees: 'processing',
  asks: 'follows',
}));
