import { displayText, singleLine } from '../../prediction/displayText';
import type { LogBlock } from '../../prediction/log/logBlock';
import { LogText } from '../../prediction/log/logText';

/** Units of the log's end that are read: no more is needed for some lines. */
const lastPart = 65_536;
const mostLines = 20;
const longestLine = 300;

export interface LogEnd {
  readonly lines: readonly string[];
  /** There is more of the log before them. */
  readonly isCut: boolean;
}

/** The last lines of a log as a terminal would show them, without empty ones. */
export function logEnd(logs: string): LogEnd {
  const isPart = logs.length > lastPart;
  const end = logs.slice(-lastPart);
  // The first line of a part is most likely not whole; but where it is the only one, it is told.
  const whole = isPart ? end.slice(end.search(/[\r\n][^\r\n]/) + 1) : end;
  const text = new LogText();
  const lines = [...linesIn(text.update(whole).blocks), ...text.tail].filter(
    (line) => displayText(line).trim() !== '',
  );
  const shown = lines.slice(-mostLines).map((line) => singleLine(line, longestLine));
  return { lines: shown, isCut: isPart || shown.length < lines.length };
}

function linesIn(blocks: readonly LogBlock[]): string[] {
  return blocks.flatMap(({ text }) => text.split('\n'));
}
