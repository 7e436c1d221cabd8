import { displayText } from '../displayText';

/** Units of the log's end in which the traceback must begin. */
const lastPart = 262_144;
/** How each Python traceback begins. */
export const tracebackHeading = 'Traceback (most recent call last):';
/** Such as `ValueError: no prompt`, `queue.Empty`, `cv2.error: …` or `KeyboardInterrupt`. */
const exceptions = [
  // Python's own, and those of a script that are named as is usual; not `Loading: done`.
  /^[\p{L}\p{N}_]*(?:Error|Exception|Interrupt|Exit|Warning|Group|Iteration)(?::|$)/u,
  // Those of a module.
  /^[\p{L}_][\p{L}\p{N}_.<>]*\.(?:_*\p{Lu}[\p{L}\p{N}_]*|\w*error|timeout)(?::|$)/u,
];

/**
 * What the last Python traceback says went wrong: its exception and the first line of the message.
 * Empty where there is none, or where it is cut before that.
 */
export function reasonInLog(log: string): string {
  const text = log.slice(-lastPart);
  const start = text.lastIndexOf(tracebackHeading);
  if (start < 0) return '';
  const indent = indentBefore(text, start);
  const [, ...lines] = text.slice(start).split(/\r\n|\r|\n/);
  for (const line of lines) {
    const shown = line.startsWith(indent) ? displayText(line.slice(indent.length)) : '';
    if (isOfFrame(shown)) continue;
    return isException(shown) ? shown.trimEnd().replace(/:$/, '') : '';
  }
  return '';
}

/** Whether a line tells of one, by its name. */
export function isException(line: string): boolean {
  return exceptions.some((pattern) => pattern.test(line));
}

/** A file or a line of code, further in than the exception. */
export function isOfFrame(line: string): boolean {
  return /^\s+\S/.test(line);
}

/** What stands before each line of a traceback that is part of a group. */
function indentBefore(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^[\s|]*$/.test(line) ? line : '';
}
