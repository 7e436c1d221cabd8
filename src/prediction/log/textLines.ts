/** Whole lines of text, each with its end. */
export interface TextLines {
  readonly text: string;
  readonly lineCount: number;
}

/** Whole lines as they are, but that lines of blanks are empty. */
export function textLines(text: string): TextLines {
  let lineCount = 0;
  let hasBlanks = false;
  for (let at = 0; at < text.length; lineCount++) {
    const end = text.indexOf('\n', at);
    if (isBlank(text, at, end)) hasBlanks = true;
    at = end + 1;
  }
  return { text: hasBlanks ? withoutBlanks(text) : text, lineCount };
}

/** Line by line: a pattern that is found in each line would leave much for the engine to collect. */
function withoutBlanks(text: string): string {
  const lines = text.split('\n');
  return lines.map((line) => (line.trim() === '' ? '' : line)).join('\n');
}

/** The last line in which there is something, without its end. */
export function lastLineIn(text: string): string {
  const lines = text.trimEnd();
  return lines.slice(lines.lastIndexOf('\n') + 1);
}

/** Whether there are blanks, and nothing else. */
function isBlank(text: string, at: number, end: number): boolean {
  return at < end && text.charCodeAt(at) <= space
    ? text.slice(at, end).trim() === ''
    : text.charCodeAt(at) >= firstWideBlank && text.slice(at, end).trim() === '';
}

const space = 32;
const firstWideBlank = 160;
