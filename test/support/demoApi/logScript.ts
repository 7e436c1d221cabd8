/** A piece of log and when it is written, in seconds since the run began. */
export interface LogPiece {
  readonly at: number;
  readonly text: string;
}

export interface ProgressBar {
  readonly from: number;
  readonly to: number;
  readonly total: number;
  /** What stands before the percentage, such as `Base: `. */
  readonly label?: string;
  /** Old runners turned tqdm's `\r` into `\n`; current ones keep it. */
  readonly redraw?: '\r' | '\n';
  /** What tqdm's postfix says at a step, such as `loss=0.1`. */
  readonly postfix?: (step: number) => string;
  /** Bars of many steps are not drawn at each. */
  readonly every?: number;
}

/** All that was written by then. Pieces may be listed in any order; equal times keep theirs. */
export function logAt(pieces: readonly LogPiece[], seconds: number): string {
  return pieces
    .filter((piece) => piece.at <= seconds)
    .sort((one, other) => one.at - other.at)
    .map((piece) => piece.text)
    .join('');
}

export function lines(at: number, ...texts: string[]): LogPiece[] {
  return texts.map((text) => ({ at, text: `${text}\n` }));
}

/** The bar as tqdm draws it: at 0, at each step, and, once more and ended by a newline, when done. */
export function bar(options: ProgressBar): LogPiece[] {
  const { from, to, total, every = 1, redraw = '\r' } = options;
  const pieces: LogPiece[] = [];
  for (let step = 0; step < total; step += every) {
    const at = from + ((to - from) * step) / total;
    pieces.push({ at, text: barText(options, step) + redraw });
  }
  pieces.push({ at: to, text: `${barText(options, total)}\n` });
  return pieces;
}

function barText({ from, to, total, label = '', postfix }: ProgressBar, step: number): string {
  const percent = String(Math.round((100 * step) / total)).padStart(3);
  const seconds = ((to - from) * step) / total;
  const left = to - from - seconds;
  const rate = total / (to - from);
  const pace = rate >= 1 ? `${rate.toFixed(2)}it/s` : `${(1 / rate).toFixed(2)}s/it`;
  const timing = step === 0 ? '00:00<?, ?it/s' : `${clock(seconds)}<${clock(left)}, ${pace}`;
  const note = postfix && step > 0 ? `, ${postfix(step)}` : '';
  return `${label}${percent}%|${blocks(step / total)}| ${step}/${total} [${timing}${note}]`;
}

function blocks(fraction: number): string {
  const eighths = Math.floor(fraction * 80);
  const partial = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? '';
  return ('█'.repeat(Math.floor(eighths / 8)) + partial).padEnd(10);
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
