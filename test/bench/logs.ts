import { runEntry } from '../support/vscode/entry';
import { goalLines, isMet } from './goal';
import { goalsOf } from './logs/goals';
import { measureHostile } from './logs/hostile';
import { measure, readGrowing, readWhole, type Reading } from './logs/measure';
import { realisticLog } from './logs/realisticLog';
import { hostileLines, resultLines } from './logs/report';

const rounds = 3;
/** Of short ones more, in which whatever else the machine does weighs more. */
const shortRounds = 15;

/**
 * Prints what our work on logs costs beside the parsing of the answers that they come in, with
 * nothing but the log channel to write to, and with the log's document open besides; then how long
 * the longest step is that the reading of hostile logs takes.
 */
void runEntry(() => {
  const growingLog = realisticLog(10_000_000, 7);
  const wholeLogs = Array.from({ length: 100 }, (_, index) => realisticLog(100_000, index));
  const hugeLog = realisticLog(50_000_000, 3);
  const print = (name: string, logs: readonly string[], reading: Reading, count = rounds) => {
    const measured = measure(logs, reading, count);
    console.log(`${resultLines(name, measured).join('\n')}\n`);
    return measured;
  };
  const printGrowing = (name: string, isOpen: boolean) =>
    print(name, [growingLog], readGrowing(growingLog, 1000, isOpen));
  const printWhole = (name: string, isOpen: boolean) =>
    print(name, wholeLogs, readWhole(wholeLogs, isOpen), shortRounds);
  const printHuge = (name: string, isOpen: boolean) =>
    print(name, [hugeLog], readWhole([hugeLog], isOpen));
  const whole = printWhole('100 logs of 100 KB', false);
  const wholeOpen = printWhole('the same, their documents open', true);
  const growing = printGrowing('10 MB over 1,000 answers', false);
  const growingOpen = printGrowing('the same, its document open', true);
  const huge = printHuge('50 MB in one answer', false);
  const hugeOpen = printHuge('the same, its document open', true);
  const hostile = measureHostile(rounds);
  console.log(`${hostileLines(hostile).join('\n')}\n`);
  const goals = goalsOf({ growing, growingOpen, whole, wholeOpen, huge, hugeOpen, hostile });
  console.log(`${goalLines(goals).join('\n')}\n`);
  return Promise.resolve(goals.every(isMet) ? 0 : 1);
});
