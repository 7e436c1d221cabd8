import fc from 'fast-check';

import { comparePageWords, pageWords } from '../../../src/features/preview/pageWords';
import { english } from '../builders/english';

/** A page has them all in each message. */
const words = { ...pageWords(english), ...comparePageWords(english) };

/** Of a valibot schema, what is needed to make up what it understands. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly wrapped?: Schema;
  readonly literal?: unknown;
  /** What else is asked of it. */
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
  /** Schemas, or the values to pick from. */
  readonly options?: readonly unknown[];
}

/** What nobody should send, as far as it survives the way of a message. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
    'x'.repeat(100_000),
    '../../../etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    'command:workbench.action.quit',
    'javascript:self.hacked=true',
    '__proto__',
    Array.from({ length: 2000 }, (_, index) => index),
    Number.MAX_SAFE_INTEGER,
    Number.NaN,
    -1,
    0.5,
  ),
);

/**
 * Messages such as a schema describes.
 * @param wildness How many of a hundred parts are anything else; 0 for none.
 */
export function messagesLike(schema: Schema, wildness: number): fc.Arbitrary<unknown> {
  const own = ownValues(schema, wildness);
  if (wildness === 0) return own;
  return fc.oneof(
    { weight: 100 - wildness, arbitrary: own },
    { weight: wildness, arbitrary: anything },
  );
}

function ownValues(schema: Schema, wildness: number): fc.Arbitrary<unknown> {
  const { type, entries, item, wrapped, literal, options = [] } = schema;
  const part = (each: Schema) => messagesLike(each, wildness);
  switch (type) {
    case 'object':
      return fc.record(mapped(entries ?? {}, part));
    case 'array':
      return item === undefined ? fc.constant([]) : fc.array(part(item), { maxLength: 4 });
    case 'optional':
      return wrapped === undefined
        ? fc.constant(undefined)
        : fc.option(part(wrapped), { nil: undefined });
    case 'variant':
      return fc.oneof(...options.filter(isSchema).map(part));
    case 'picklist':
      return fc.constantFrom(...options);
    case 'literal':
      return fc.constant(literal);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.constantFrom(...numbers.filter((number) => number <= greatest(schema)));
    case 'string':
      return fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', 'text'));
    case 'custom':
      return fc.constant(words);
    default:
      throw new Error(`There is a new kind of schema: ${type}.`);
  }
}

const numbers = [0, 0, 0, 1, 1, 2, 3, 9];

function greatest({ pipe = [] }: Schema): number {
  return Number(pipe.find(({ type }) => type === 'max_value')?.requirement ?? Infinity);
}

function mapped(
  entries: Readonly<Record<string, Schema>>,
  part: (schema: Schema) => fc.Arbitrary<unknown>,
): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(entries).map(([name, each]) => [name, part(each)]));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'type' in value;
}
