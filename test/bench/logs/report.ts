import type { HostileResult } from './hostile';
import type { Measured } from './measure';

const cellWidth = 12;

/** A line for each round, in milliseconds, and one for the memory. */
export function resultLines(name: string, { times, logBytes, heldBytes }: Measured): string[] {
  return [
    line(name, ['JSON.parse', 'ours', 'share', 'block']),
    ...times.map(({ parse, read, longestBlock }, index) =>
      line(`  round ${index + 1}, ms`, [
        parse.toFixed(0),
        read.toFixed(0),
        (read / parse).toFixed(3),
        longestBlock.toFixed(1),
      ]),
    ),
    `  memory: ${megabytes(heldBytes)} MB are held of ${megabytes(logBytes)} MB of logs`,
  ];
}

/** Of each hostile log its longest step, in milliseconds. */
export function hostileLines(results: readonly HostileResult[]): string[] {
  const lines = results.map(({ name, longestStep }) => line(`  ${name}`, [longestStep.toFixed(1)]));
  return ['hostile logs, the longest step, ms', ...lines];
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(36) + cells.map((cell) => cell.padStart(cellWidth)).join('');
}
