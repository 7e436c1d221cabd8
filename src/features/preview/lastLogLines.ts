import { GrowingLog } from '../../prediction/log/growingLog';

/** Units of a log that has ended and of which only the last lines are wanted. */
const readLength = 20_000;

/** The last lines that a terminal would show now. */
export function lastLogLines(log: GrowingLog, most: number): string[] {
  const lines: string[] = [...log.tail];
  for (let at = log.blocks.length - 1; at >= 0 && lines.length < most; at--) {
    const { text } = log.blocks[at] ?? { text: '' };
    lines.unshift(...text.slice(0, -1).split('\n').slice(-most));
  }
  return lines.slice(-most);
}

/** As {@link lastLogLines}, of one that nobody has read line by line. */
export function lastLinesOf(logs: string, most: number): string[] {
  const log = new GrowingLog();
  Array.from(log.read(logs.slice(startOfEnd(logs)), true));
  return lastLogLines(log, most);
}

/** At the beginning of a line, unless the last one alone is that long, as bars are that are redrawn. */
function startOfEnd(logs: string): number {
  const start = Math.max(0, logs.length - readLength);
  const line = logs.indexOf('\n', start) + 1;
  const hasLine = start > 0 && line > 0 && line < logs.length;
  return hasLine ? line : start;
}
