import path from 'node:path';

import { ManyRunning } from '../support/crash/manyRunning';
import { runEntry } from '../support/vscode/entry';
import { temporaryFolder } from '../support/vscode/temporaryFolder';
import { goalLines, isMet } from './goal';

const count = 1000;
const minutes = 10;
/** By then each has been asked for, and all that is kept of it is there. */
const settledAfter = 3;
const megabyte = 1_000_000;

/** Prints what a thousand running predictions hold in memory, minute by minute of simulated time. */
async function main(): Promise<number> {
  const folder = await temporaryFolder('bench-pressure');
  // What is loaded, compiled and laid out for that many at first is no growth.
  await holding(path.join(folder.path, 'warm-up'), count, 2);
  const { heaps, before, after, asked } = await holding(
    path.join(folder.path, 'library'),
    count,
    minutes,
  );
  await folder.dispose();
  console.log(`${count} running, ${asked} answers; heap after a collection, MB`);
  console.log(
    `before ${mb(before)}; by the minute ${heaps.map(mb).join(' ')}; all removed ${mb(after)}`,
  );
  const settled = heaps.slice(settledAfter - 1);
  const growth = Math.max(...settled) - (settled[0] ?? NaN);
  const goals = [
    { name: 'growth since all are known, MB', value: growth / megabyte, limit: 2 },
    { name: 'left when all are removed, MB', value: (after - before) / megabyte, limit: 2 },
  ];
  console.log(goalLines(goals).join('\n'));
  return goals.every(isMet) ? 0 : 1;
}

async function holding(folder: string, running: number, forMinutes: number) {
  const many = await ManyRunning.start(folder);
  const before = usedHeap();
  await many.track(running);
  const heaps: number[] = [];
  for (let minute = 0; minute < forMinutes; minute += 1) {
    await many.extension.spend(60_000);
    heaps.push(usedHeap());
  }
  await many.removeAll();
  const after = usedHeap();
  if (many.clock.waits.length > 0) throw new Error('A timer is left.');
  await many.dispose();
  return { heaps, before, after, asked: many.asked };
}

/** Some of what is let go of is found in a second collection only. */
function usedHeap(): number {
  if (global.gc === undefined) throw new Error('Node must be run with --expose-gc.');
  global.gc();
  global.gc();
  return process.memoryUsage().heapUsed;
}

function mb(bytes: number): string {
  return (bytes / megabyte).toFixed(1);
}

void runEntry(main);
