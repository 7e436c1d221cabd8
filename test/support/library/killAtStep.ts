import fs from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';

/*
 * Kills this process at a step of what it writes: just before a call of the file system, between two
 * parts of a text, or when half of a part is there. To be imported before all that uses the file
 * system.
 */

type Call = (this: unknown, ...args: unknown[]) => unknown;

const calls = [
  'access',
  'chmod',
  'copyFile',
  'link',
  'mkdir',
  'open',
  'readFile',
  'rename',
  'unlink',
  'utimes',
];
const writingCalls = ['appendFile', 'writeFile'];
const handleCalls = ['sync', 'truncate', 'write'];

let stepsLeft = Infinity;

/** The process ends at the step of that number, counted from now. */
export function killAtStep(number: number): void {
  stepsLeft = number;
}

/** To be awaited before anything else. */
export async function watchSteps(): Promise<void> {
  const handle = await promises.open(process.execPath);
  await handle.close();
  watch(Object.getPrototypeOf(handle), handleCalls, step);
  watch(promises, calls, step);
  watch(promises, writingCalls, (args) => {
    const [file, text] = args;
    if (typeof file === 'string' && typeof text === 'string') {
      stepsOf(text, (half) => {
        fs.appendFileSync(file, half);
      });
    } else if (isHandle(file) && (typeof text === 'string' || isIterable(text))) {
      args[1] = partsInSteps(typeof text === 'string' ? [text] : text, file);
    } else {
      // Else a step would be left out, and nobody would know.
      throw new TypeError('What is written in this way cannot be cut short.');
    }
  });
}

function watch(owner: unknown, names: readonly string[], before: (args: unknown[]) => void): void {
  const originals = owner as Record<string, Call>;
  for (const name of names) {
    const original = originals[name];
    if (original === undefined) throw new Error(`There is no ${name}.`);
    originals[name] = function (...args) {
      before(args);
      return original.apply(this, args);
    };
  }
}

/** The next part is asked for when the one before is in the file. */
function* partsInSteps(parts: Iterable<string>, { fd }: FileHandle): Generator<string, void> {
  for (const part of parts) {
    stepsOf(part, (half) => {
      fs.writeSync(fd, half);
    });
    yield part;
  }
}

function stepsOf(text: string, write: (half: string) => void): void {
  step();
  if (!isLastStep()) return;
  write(text.slice(0, text.length / 2));
  end();
}

function step(): void {
  if (isLastStep()) end();
}

function isLastStep(): boolean {
  stepsLeft -= 1;
  return stepsLeft === 0;
}

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function isHandle(file: unknown): file is FileHandle {
  return typeof file === 'object' && file !== null && 'fd' in file;
}

function isIterable(text: unknown): text is Iterable<string> {
  return typeof text === 'object' && text !== null && Symbol.iterator in text;
}
