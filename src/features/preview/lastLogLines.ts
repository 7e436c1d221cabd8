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
  const start = logs.length > readLength ? logs.indexOf('\n', logs.length - readLength) + 1 : 0;
  Array.from(log.read(logs.slice(start), true));
  return lastLogLines(log, most);
}
