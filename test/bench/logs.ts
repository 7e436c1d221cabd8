import { runEntry } from '../support/vscode/entry';
import { goalLines, isMet } from './goal';
import { goalsOf } from './logs/goals';
import { measure, readGrowing, readWhole, type Reading } from './logs/measure';
import { realisticLog } from './logs/realisticLog';
import { resultLines } from './logs/report';

const rounds = 3;
/** Of short ones more, in which whatever else the machine does weighs more. */
const shortRounds = 15;

/** Prints what the reading of logs costs beside the parsing of the answers that they come in. */
void runEntry(() => {
  const growingLog = realisticLog(10_000_000, 7);
  const wholeLogs = Array.from({ length: 100 }, (_, index) => realisticLog(100_000, index));
  const hugeLog = realisticLog(50_000_000, 3);
  const print = (name: string, logs: readonly string[], reading: Reading, count = rounds) => {
    const measured = measure(logs, reading, count);
    console.log(`${resultLines(name, measured).join('\n')}\n`);
    return measured;
  };
  const goals = goalsOf({
    growing: print('10 MB over 1,000 answers', [growingLog], readGrowing(growingLog, 1000)),
    whole: print('100 logs of 100 KB', wholeLogs, readWhole(wholeLogs), shortRounds),
    huge: print('50 MB in one answer', [hugeLog], readWhole([hugeLog])),
  });
  console.log(`${goalLines(goals).join('\n')}\n`);
  return Promise.resolve(goals.every(isMet) ? 0 : 1);
});
