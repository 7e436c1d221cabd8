import { setImmediate as afterOthers } from 'node:timers/promises';

/** Items that are worked on in a few milliseconds, whatever is done with them. */
const sliceLength = 100;

/**
 * Works on so few at a time that others can do their work in between. What fits in one slice is
 * worked on at once. The work of one slice may still wait for something as that of the next begins.
 */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  work: (slice: readonly Item[]) => Promise<Result> | Result,
): Promise<Result[]> {
  const results: (Promise<Result> | Result)[] = [];
  for (let start = 0; start < items.length; start += sliceLength) {
    if (start > 0) await afterOthers();
    const result = work(items.slice(start, start + sliceLength));
    // It may fail before all are there to be waited for.
    if (result instanceof Promise) result.catch(() => undefined);
    results.push(result);
  }
  return Promise.all(results);
}

/** Takes all steps, and lets others do their work in between. One that is done at once waits for nobody. */
export async function takeSteps(steps: Iterator<unknown>): Promise<void> {
  while (steps.next().done !== true) await afterOthers();
}
