import path from 'node:path';

import { format, resolveConfig } from 'prettier';
import { parseProgressFromLogs } from 'replicate';

import { describeState } from '../../../src/prediction/summary';
import { english } from '../builders/english';
import { predictionOf, progressOf } from '../builders/predictions';
import { LogLines } from './logLines';
import { logSamples, type RecordedLog } from './recordedLogs';

export const logsDocumentFile = path.join(__dirname, '../../../docs/logs.md');

const introduction = `# How logs are read

A prediction's \`logs\` is raw terminal output: carriage returns, colours, and progress bars that are drawn
anew at each step. All of it comes again with every answer. The extension shows what a terminal would show of
it, and reads from it how far the run is.

- **Lines.** Each line of text is shown once, as soon as it has ended. Redrawn text is shown as it was last
  drawn; colours, what moves the cursor, and characters that show nothing are obeyed or left out, as in a
  terminal. What turns a text around, breaks its line or hides letters in it is shown by its number, as
  \`<U+202E>\`, because a log is read as evidence; in names and labels, also that of a bar, it is left out. A
  progress bar becomes one line when it ends: \`KSampler 40/40 · 7.9 s · 5.07 it/s\`.
- **Stages.** Each bar is a stage. Its name stands before the bar, or in the line above it. Bars that load or
  move data are stages, too, but are not counted as the run's own work.
- **Percent.** It is that of the first stage that works, with the bars inside it. How many stages are yet to
  come nobody knows: where another one begins, the percent of the run stays as it is, beside that of the
  stage (\`99% · Refine 45% · 6 s left\`). It never goes back, and stays below 100% while the run goes on.
- **Time left** is that of the bar at work.
- **No bar, no percent from the log.** \`Step 3/10\` or \`10%\` in a text is text. Where earlier runs of a model
  have shown how long it takes, the time that has passed gives an estimate, marked as one: \`~40%\`.
- **A log that changes.** What follows on the log of the last answer is read alone. A log whose beginning was
  cut off goes on where it did, if enough of its text is the same. One that is but the beginning of what was
  read, or empty, is taken for an older answer and changes nothing. Any other log is read anew: the log channel
  says so and has it below what it wrote before, the log document and the library have it in place of the old.

The code is in \`src/prediction/log\`. \`LogText\` takes answers and gives lines, as blocks of text, tail and stages; \`GrowingLog\`
keeps them for the log channel and the log document; \`LogReader\`
tells text from control characters, \`LogScreen\` is the terminal, \`Stages\` follows the bars.
\`npm run bench:logs\` measures what all of this costs.

## Beside the official client

What a row of the list says of a running prediction with such a log, and what \`parseProgressFromLogs\` of the
\`replicate\` package, version 1.4.0, reads in it. \`npm run docs:logs\` writes this file.
`;

/** The whole of it: of each sample, what the official parser reads and what the extension shows. */
export async function logsDocument(): Promise<string> {
  const rows = logSamples().map((sample) => rowOf(sample));
  const table = ['| log | official parser | row | lines |', '| --- | --- | --- | --- |', ...rows];
  const config = await resolveConfig(logsDocumentFile);
  return format(`${introduction}\n${table.join('\n')}\n`, { ...config, parser: 'markdown' });
}

function rowOf({ shape, logs }: RecordedLog): string {
  const prediction = predictionOf({ status: 'processing', logs });
  const row = describeState(prediction, progressOf(prediction), english);
  const text = new LogLines();
  const shown = [...text.update(logs).lines, ...text.tail];
  const last = shown.at(-1) ?? '';
  return `| ${[shape, officialWords(logs), row, `${shown.length}, the last: \`${last}\``].join(' | ')} |`;
}

function officialWords(logs: string): string {
  const read = parseProgressFromLogs(logs);
  return read === null ? 'nothing' : `${Math.round(100 * read.percentage)}%`;
}
