import { displayText } from '../displayText';

/** Units of the log's end in which the traceback must begin. */
const lastPart = 262_144;
const heading = 'Traceback (most recent call last):';
/** Such as `ValueError: no prompt`, `torch.cuda.OutOfMemoryError: …` or `KeyboardInterrupt`. */
const exception = /^[\p{L}_][\p{L}\p{N}_.<>]*(?::|$)/u;

/**
 * What the last Python traceback says went wrong: its exception and the first line of the message.
 * Empty where there is none, or where it is cut before that.
 */
export function reasonInLog(log: string): string {
  const text = log.slice(-lastPart);
  const start = text.lastIndexOf(heading);
  if (start < 0) return '';
  const indent = indentBefore(text, start);
  const [, ...lines] = text.slice(start).split(/\r\n|\r|\n/);
  for (const line of lines) {
    const shown = line.startsWith(indent) ? displayText(line.slice(indent.length)) : '';
    if (isOfFrame(shown)) continue;
    return exception.test(shown) ? shown.trimEnd().replace(/:$/, '') : '';
  }
  return '';
}

/** A file or a line of code, further in than the exception. */
function isOfFrame(line: string): boolean {
  return /^\s+\S/.test(line);
}

/** What stands before each line of a traceback that is part of a group. */
function indentBefore(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^[\s|]*$/.test(line) ? line : '';
}
