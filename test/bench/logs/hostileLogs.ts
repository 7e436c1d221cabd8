const escape = '\u001b';
const bar = (step: number) => `${25 * step}%|##| ${step}/4 [00:0${step}<00:01, 1.0it/s]`;

/** What a log may be made of, over and over, to make each slice of it cost as much as it can. */
export const hostilePieces: Readonly<Record<string, string>> = {
  'far up and down': `x\n${escape}[64A${escape}[64B`,
  'up and down over erased rows': `${escape}[64A${escape}[J${escape}[64B\n`,
  'erased rows below': `${escape}[A${escape}[J`,
  'erased rests of rows': `a${escape}[K`,
  'erased rests that were written over': `aa\b${escape}[K`,
  'erased rows': `ab${escape}[2K`,
  backspaces: 'a\b',
  'backspaces alone': '\b',
  'returns in a long line': `${'x'.repeat(8000)}${'\ry'.repeat(4000)}`,
  'returns alone': '\r',
  'line feeds': '\n',
  'a line without an end': 'x',
  'rows of bars, drawn and erased': `${rowsOfBars()}${escape}[64A${escape}[J`,
  'rows of bars, erased by turns': `${rowsOfBars()}${`${escape}[A${escape}[2K`.repeat(64)}`,
  'short nested bars': `${bar(1)}\nT:${bar(2)}${escape}[A\r`,
  'bars drawn anew': `${bar(4)}\n`,
  'bars of many names': `${bar(1)}\rA${bar(0)}\rB${bar(2)}\r`,
  'a colour at each letter': `${escape}[36mx${escape}[0m`,
  'a colour at each line': `${escape}[36mx${escape}[0m\n`,
  'titles without an end': `${escape}]0;title`,
  'sequences without an end': `${escape}[`,
  'beginnings of bars': '50%|██',
  percents: '1%',
  brackets: '[1',
  clocks: '[00:01, 1it/s]',
  'lines of blanks': ' \n',
  'what turns text': '\u202e',
  tracebacks: 'Traceback (most recent call last):\n',
};

function rowsOfBars(): string {
  return Array.from({ length: 64 }, (_, row) => `r${row}: ${bar(row % 5)}\n`).join('');
}
