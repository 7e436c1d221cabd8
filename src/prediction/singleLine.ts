/** Further characters are not even looked at: a text may have millions. */
const mostRead = 4;

/** On one line, without characters that show nothing or turn the text around; cut at `longest`. */
export function singleLine(text: string, longest: number): string {
  const start = text.slice(0, longest * mostRead);
  const line = start.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const isCut = line.length > longest || start.length < text.length;
  return isCut ? `${line.slice(0, longest - 1)}…` : line;
}
