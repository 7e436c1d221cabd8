import { runEntry } from '../support/vscode/entry';
import { goalLines, isMet } from './goal';
import { playAll } from './polling/contest';
import { goalsOf } from './polling/goals';
import { play } from './polling/play';
import { every } from './polling/policies';
import { playRealClient } from './polling/realClient';
import { realClientLines, resultLines } from './polling/report';
import { recordedRuns } from './polling/runs';
import { summarize } from './polling/summary';

/** How many runs the real client waits for, and seconds until the last of them has ended. */
const realRuns = 12;
const longestRealRun = 6;

/** Prints how many requests each policy makes for real predictions, and how late it sees their ends. */
void runEntry(async () => {
  const runs = recordedRuns();
  const results = playAll(runs);
  const goals = goalsOf(results);
  console.log(
    `${runs.length} real predictions, asked from their creation to the answer that ends them\n`,
  );
  print(resultLines(results));
  const short = runs
    .filter(({ queue, work }) => queue + work > 1 && queue + work < longestRealRun)
    .slice(0, realRuns);
  const measured = summarize(await playRealClient(short));
  const simulated = summarize(short.map((run) => play(run, every(0.5), 'nothing')));
  print(realClientLines(measured, simulated, short.length));
  print(goalLines(goals));
  return goals.every(isMet) ? 0 : 1;
});

function print(lines: readonly string[]): void {
  console.log(`${lines.join('\n')}\n`);
}
