import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';

import { ReferenceReader } from '../../src/features/track/referenceReader';
import { decoded, inPieces } from '../../src/features/track/text';
import { bundledFile } from '../support/builders/bundledFile';
import { temporaryFolder } from '../support/vscode/temporaryFolder';
import { runEntry } from '../support/vscode/entry';

const megabyte = 1_000_000;
/** The first is read without a thread of its own. */
const megabytes = [0.029, 10, 50];
const rounds = 3;

/** Items of a text of that kind; the whole is they, joined by line ends. */
const kinds: Readonly<Record<string, (id: string) => string>> = {
  'pasted lines': (id) => id,
  'JSON lines': (id) => prediction(id),
  'one JSON array': (id) => `${prediction(id)},`,
  CSV: (id) => `${id},succeeded,"a fox, at dawn"`,
  prose: () => 'The quick brown fox jumps over the lazy dog, 12 times — or so it says.',
  noise: () => Buffer.from(Array.from({ length: 200 }, randomByte)).toString('latin1'),
  'open brackets': () => '[{"a":['.repeat(10),
};
const headers: Readonly<Record<string, string>> = {
  'one JSON array': '[',
  CSV: 'id,status,prompt',
};

/** Prints how long texts of any kind take to read, and how long they hold the event loop. */
void runEntry(async () => {
  const folder = await temporaryFolder('long-texts');
  const thread = await bundledFile('src/features/track/referenceThread.ts', folder.path);
  const reader = new ReferenceReader(thread);
  console.log('text, ids in it, time, longest hold of the event loop');
  for (const size of megabytes) {
    for (const [kind, item] of Object.entries(kinds)) {
      const text = textOf(size * megabyte, item, headers[kind]);
      await print(`${size} MB, ${kind}`, reader, () => inPieces(text));
      if (kind !== 'prose') continue;
      const bytes = Buffer.from(text);
      await print(`${size} MB, ${kind}, a file`, reader, () => decoded(bytes));
    }
  }
  await print('nothing', reader, () => []);
  await folder.dispose();
  return 0;
});

async function print(
  name: string,
  reader: ReferenceReader,
  text: () => Iterable<string>,
): Promise<void> {
  const times: number[] = [];
  const holds: number[] = [];
  let ids = 0;
  for (let round = 0; round < rounds; round += 1) {
    // What was left over by the making of the text is not its reader's.
    await after(300);
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    await after(20);
    const start = performance.now();
    const found = await reader.read(text(), new AbortController().signal);
    times.push(performance.now() - start);
    await after(20);
    delays.disable();
    holds.push(delays.max / 1e6);
    ids = found.ids.length + found.furtherIds;
  }
  const columns = [name.padEnd(26), String(ids).padStart(8), range(times), range(holds)];
  console.log(columns.join('  '));
}

/** Whatever else the computer does makes some of them longer. */
function range(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)} ms`.padStart(14);
}

function textOf(length: number, item: (id: string) => string, header = ''): string {
  const items = [header];
  let total = header.length;
  for (let count = 0; total < length; count += 1) {
    const next = item(`k7${count.toString(36).padStart(24, 'q')}`);
    items.push(next);
    total += next.length + 1;
  }
  return Buffer.from(items.join('\n')).toString();
}

function prediction(id: string): string {
  const input = { prompt: 'a fox at dawn', seed: 42 };
  return JSON.stringify({ id, model: 'acme/fox', input, output: null, status: 'succeeded' });
}

function randomByte(): number {
  return Math.floor(Math.random() * 256);
}
