import type { Goal } from '../goal';
import type { Measured } from './measure';

export interface Results {
  readonly growing: Measured;
  readonly whole: Measured;
  readonly huge: Measured;
}

/** What else the machine does comes and goes: of several rounds the median counts, of blocks the least. */
export function goalsOf({ growing, whole, huge }: Results): Goal[] {
  const share = ({ times }: Measured) => median(times.map(({ read, parse }) => read / parse));
  const block = ({ times }: Measured) => Math.min(...times.map(({ longestBlock }) => longestBlock));
  const held = ({ heldBytes, logBytes }: Measured) => heldBytes / logBytes;
  return [
    { name: 'a log that grows: work, of JSON.parse', value: share(growing), limit: 1 / 5 },
    { name: 'whole logs: work, of JSON.parse', value: share(whole), limit: 2 },
    { name: 'a log that grows: longest block, ms', value: block(growing), limit: 50 },
    { name: 'whole logs: longest block, ms', value: block(whole), limit: 50 },
    { name: 'one of 50 MB: longest block, ms', value: block(huge), limit: 50 },
    // The log itself, its lines with where each begins, and the stages.
    { name: 'a log that grows: memory, of the log', value: held(growing), limit: 2.5 },
    { name: 'whole logs: memory, of the logs', value: held(whole), limit: 2.5 },
    { name: 'one of 50 MB: memory, of the log', value: held(huge), limit: 2.5 },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
