/**
 * How many units a method of texts or patterns has gone through.
 * @param from Where a pattern began to look.
 */
type Cost = (self: unknown, args: readonly unknown[], result: unknown, from: number) => number;

const lengthOf = (value: unknown) => (typeof value === 'string' ? value.length : 0);
const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);
const one: Cost = () => 1;
const ofSelf: Cost = (self) => lengthOf(self) + 1;
const ofShorter: Cost = (self, [part]) => Math.min(lengthOf(self), lengthOf(part)) + 1;
const ofSearch: Cost = (self, [, from], found) => {
  const end = numberOf(found) < 0 ? lengthOf(self) : numberOf(found);
  return Math.max(0, end - numberOf(from)) + 1;
};

/** A slice copies nothing: it shares its text's letters. */
const textCosts: Readonly<Record<string, Cost>> = {
  ...{ charAt: one, charCodeAt: one, slice: one, trim: ofSelf, trimEnd: ofSelf },
  ...{ trimStart: ofSelf, startsWith: ofShorter, endsWith: ofShorter, includes: ofSelf },
  ...{ indexOf: ofSearch, split: ofSelf, replace: ofSelf, replaceAll: ofSelf, lastIndexOf: ofSelf },
};
const patternCosts: Readonly<Record<string, Cost>> = { exec: ofPattern, test: ofPattern };

const ofList: Cost = (self, _args, result) =>
  Math.max(Array.isArray(self) ? self.length : 0, Array.isArray(result) ? result.length : 0) + 1;
const listCosts: Readonly<Record<string, Cost>> = {
  ...{ push: one, slice: ofList, splice: ofList, filter: ofList, map: ofList, flatMap: ofList },
  ...{ find: ofList, some: ofList, indexOf: ofList, shift: ofList, join: ofList },
};

/** Where a pattern does not keep its place, it is taken to go through the whole text. */
function ofPattern(self: unknown, [text]: readonly unknown[], result: unknown, from: number) {
  const hasPlace = self instanceof RegExp && (self.global || self.sticky);
  if (!hasPlace) return lengthOf(text) + 1;
  if (result !== null && result !== false) return self.lastIndex - from + 1;
  return self.sticky ? 1 : lengthOf(text) - from + 1;
}

/**
 * How many units of text, and items of lists, are gone through while it runs, by every method that
 * the log's reading calls on texts, patterns and lists. Unlike a time, it is the same on each run.
 */
export function countedWork(run: () => void): number {
  let work = 0;
  const count = (units: number) => {
    work += units;
  };
  const restore = [
    ...Object.entries(textCosts).map(([name, cost]) =>
      counted(String.prototype, name, cost, count),
    ),
    ...Object.entries(patternCosts).map(([name, cost]) => {
      return counted(RegExp.prototype, name, cost, count);
    }),
    ...Object.entries(listCosts).map(([name, cost]) => {
      return counted(Array.prototype, name, cost, count);
    }),
  ];
  try {
    run();
  } finally {
    for (const undo of restore) undo();
  }
  return work;
}

/** Gives what takes the counting away again. */
function counted(
  prototype: object,
  name: string,
  cost: Cost,
  count: (units: number) => void,
): () => void {
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== 'function') throw new Error(`There is no ${name} to count.`);
  Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]): unknown {
    const from = this instanceof RegExp ? this.lastIndex : 0;
    const result: unknown = Reflect.apply(original, this, args);
    count(cost(this, args, result, from));
    return result;
  });
  return () => {
    Reflect.set(prototype, name, original);
  };
}
