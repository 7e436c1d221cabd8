const step = '  ';
/** What is nested deeper is not indented further: each line would be longer than the last. */
const deepest = 100;

/** The text of a JSON value on lines of its own, every name, string and number as it was written. */
export function indentedJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  const breakLine = () => `\n${step.repeat(Math.min(depth, deepest))}`;
  for (const [token, following = ''] of tokensOf(text)) {
    if (token === '{' || token === '[') {
      const isEmpty = following === '}' || following === ']';
      if (!isEmpty) depth += 1;
      parts.push(token, isEmpty ? '' : breakLine());
    } else if (token === '}' || token === ']') {
      const isEmpty = parts.at(-1) === '';
      if (!isEmpty) depth -= 1;
      parts.push(isEmpty ? '' : breakLine(), token);
    } else if (token === ',') parts.push(token, breakLine());
    else parts.push(token === ':' ? ': ' : token);
  }
  return parts.join('');
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Each token with the one that follows it. */
function* tokensOf(text: string): Generator<[string, string | undefined]> {
  let previous: string | undefined;
  for (const [token] of text.matchAll(tokens)) {
    if (previous !== undefined) yield [previous, token];
    previous = token;
  }
  if (previous !== undefined) yield [previous, undefined];
}
