import fs from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';

/*
 * Kills this process at a step of what it writes: just before a call of the file system, or when
 * half of the bytes are there. To be imported before all that uses the file system.
 */

type Call = (this: unknown, ...args: unknown[]) => unknown;

const fileCalls = [
  ...['access', 'appendFile', 'copyFile', 'link', 'mkdir', 'open', 'readFile', 'rename', 'unlink'],
  ...['utimes', 'writeFile'],
];
const handleCalls = ['sync', 'writeFile'];
const writingCalls = new Set(['appendFile', 'writeFile']);

let stepsLeft = Infinity;

/** The process ends at the step of that number, counted from now. */
export function killAtStep(number: number): void {
  stepsLeft = number;
}

/** To be awaited before anything else. */
export async function watchSteps(): Promise<void> {
  watch(promises, fileCalls, (_self, [file, text]) => {
    fs.appendFileSync(String(file), halfOf(text));
  });
  const handle = await promises.open(process.execPath);
  await handle.close();
  watch(Object.getPrototypeOf(handle), handleCalls, (self, [text]) => {
    fs.writeSync((self as FileHandle).fd, halfOf(text));
  });
}

function watch(
  owner: unknown,
  names: readonly string[],
  writeHalf: (self: unknown, args: readonly unknown[]) => void,
): void {
  const calls = owner as Record<string, Call>;
  for (const name of names) {
    const original = calls[name];
    if (original === undefined) throw new Error(`There is no ${name}.`);
    calls[name] = function (...args) {
      if (isLastStep()) end();
      if (writingCalls.has(name) && isLastStep()) {
        writeHalf(this, args);
        end();
      }
      return original.apply(this, args);
    };
  }
}

function isLastStep(): boolean {
  stepsLeft -= 1;
  return stepsLeft === 0;
}

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function halfOf(text: unknown): string {
  const whole = String(text);
  return whole.slice(0, whole.length / 2);
}
