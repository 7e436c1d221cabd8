import type { Results } from './contest';
import { typicalRunError } from './runs';
import type { Summary } from './summary';

const columns = ['requests', 'p50', 'of JS', 'late', 'p50', 'p95', 'wait'];
const cellWidth = 10;

const names: Readonly<Record<keyof Results, string>> = {
  jsClient: 'every 0.5 s (JS and Python clients)',
  goClient: 'every 1 s (Go client)',
  threeSeconds: 'every 3 s',
  exponential: '1, 2, 4 … 30 s',
  bar: 'ours, with a bar over 90 % of the run',
  history: 'ours, with model history only *',
  nothing: 'ours, with nothing known',
  watchedBar: 'ours, watched, with a bar',
  watchedNothing: 'ours, watched, with nothing known',
};

export function resultLines(results: Results): string[] {
  const rows = Object.entries(names).map(([key, name]) => {
    const summary = results[key as keyof Results]; // the keys of a record of just these
    return summaryLine(name, summary, results.jsClient);
  });
  return [
    line('mean, p50, p95; longest wait; seconds', columns),
    ...rows,
    `* The data name no models: the median of earlier runs is the run itself times a lognormal error (sigma ${typicalRunError}).`,
  ];
}

export function realClientLines(measured: Summary, simulated: Summary, runs: number): string[] {
  return [
    line(`${runs} of them that end within 6 s`, columns),
    summaryLine('replicate 1.4.0 from npm, measured', measured, measured),
    summaryLine('every 0.5 s, as simulated above', simulated, measured),
  ];
}

function summaryLine(name: string, summary: Summary, baseline: Summary): string {
  const { requests, lateness, longestWait } = summary;
  return line(name, [
    requests.mean.toFixed(1),
    requests.p50.toFixed(0),
    (requests.mean / baseline.requests.mean).toFixed(3),
    lateness.mean.toFixed(2),
    lateness.p50.toFixed(2),
    lateness.p95.toFixed(2),
    Number.isNaN(longestWait) ? '' : longestWait.toFixed(1),
  ]);
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(40) + cells.map((cell) => cell.padStart(cellWidth)).join('');
}
