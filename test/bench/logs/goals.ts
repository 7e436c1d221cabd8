import { median, type Goal } from '../goal';
import type { HostileResult } from './hostile';
import type { Measured } from './measure';

export interface Results {
  readonly growing: Measured;
  readonly growingOpen: Measured;
  readonly whole: Measured;
  readonly wholeOpen: Measured;
  readonly huge: Measured;
  readonly hugeOpen: Measured;
  readonly hostile: readonly HostileResult[];
}

/** What else the machine does comes and goes: of several rounds the median counts. */
export function goalsOf(results: Results): Goal[] {
  const { growing, growingOpen, whole, wholeOpen, huge, hugeOpen, hostile } = results;
  const share = ({ times }: Measured) => median(times.map(({ read, parse }) => read / parse));
  const block = ({ times }: Measured) => median(times.map(({ longestBlock }) => longestBlock));
  const held = ({ heldBytes, logBytes }: Measured) => heldBytes / logBytes;
  const shares = (name: string, measured: Measured, limit: number): Goal => {
    return { name: `${name}: work, of JSON.parse`, value: share(measured), limit };
  };
  const blocks = (name: string, measured: Measured): Goal => {
    return { name: `${name}: longest block, ms`, value: block(measured), limit: 50 };
  };
  return [
    shares('a log that grows', growing, 1 / 5),
    shares('the same, its document open', growingOpen, 1 / 5),
    shares('whole logs', whole, 2),
    shares('the same, their documents open', wholeOpen, 2),
    blocks('a log that grows', growing),
    blocks('the same, its document open', growingOpen),
    blocks('whole logs, their documents open', wholeOpen),
    blocks('one of 50 MB', huge),
    blocks('the same, its document open', hugeOpen),
    {
      name: 'hostile logs: longest step, ms',
      value: Math.max(...hostile.map(({ longestStep }) => longestStep)),
      limit: 50,
    },
    // The log itself, its blocks, and the stages.
    { name: 'a log that grows: memory, of the log', value: held(growing), limit: 2.5 },
    { name: 'whole logs: memory, of the logs', value: held(whole), limit: 2.5 },
    { name: 'one of 50 MB: memory, of the log', value: held(huge), limit: 2.5 },
  ];
}
