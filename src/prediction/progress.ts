/** One drawing of a progress bar. */
export interface ProgressBar {
  /** What stands before the bar; may be empty. */
  readonly label: string;
  readonly current: number;
  readonly total: number;
  /** As the bar itself estimates it; undefined where it does not. */
  readonly secondsLeft: number | undefined;
}

/** A line taken apart: the bar that it draws, and what stands behind the drawing. */
export interface DrawnLine {
  readonly bar: ProgressBar;
  readonly drawing: string;
  readonly rest: string;
}

const longestBar = 1000;
const drawing =
  /\d{1,3}%\s?\|[^|]*\|\s*(?<current>\d+)\/(?<total>\d+)(?:\s*\[(?:[\d:]+<(?<left>[\d:]+))?[^\]]*\])?/;

/** Reads a line such as `Steps:  45%|████▌     | 18/40 [00:03<00:04, 5.08it/s]`. */
export function readProgressBar(line: string): DrawnLine | undefined {
  if (line.length > longestBar || !line.includes('%')) return undefined;
  const match = drawing.exec(line);
  if (match?.groups === undefined) return undefined;
  const total = Number(match.groups['total']);
  if (total === 0) return undefined;
  const end = match.index + match[0].length;
  const bar = {
    label: line.slice(0, match.index).replace(/:\s*$/, '').trim(),
    current: Math.min(Number(match.groups['current']), total),
    total,
    secondsLeft: secondsOfClock(match.groups['left']),
  };
  return { bar, drawing: line.slice(0, end).trim(), rest: line.slice(end).trim() };
}

/** Whether `next` is a later drawing of the bar that `previous` drew. */
export function isSameBar(previous: ProgressBar, next: ProgressBar): boolean {
  return (
    previous.label === next.label &&
    previous.total === next.total &&
    previous.current <= next.current
  );
}

/** `08:00` or `3:25:30` in seconds. */
function secondsOfClock(clock: string | undefined): number | undefined {
  if (clock === undefined) return undefined;
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? seconds : undefined;
}
