import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import path from 'node:path';

import { OutputClient } from '../../src/client/outputClient';
import { requestOutput } from '../../src/client/outputRequest';
import { OutputArchive } from '../../src/library/archive/outputArchive';
import { listOutputs } from '../../src/prediction/outputs';
import { temporaryFolder } from '../support/vscode/temporaryFolder';
import { runEntry } from '../support/vscode/entry';
import { goalLines, isMet, median, type Goal } from './goal';

const megabyte = 1_000_000;
const fileBytes = 50 * megabyte;
const files = 20;
const rounds = 5;
const { signal } = new AbortController();

/**
 * Prints what a gigabyte of outputs costs that goes through the archive, and what the listing of
 * large outputs costs. The server is a process of its own, so that its memory is not counted.
 */
async function main(): Promise<number> {
  const goals = [...(await archiveGoals()), ...listingGoals()];
  console.log(`${goalLines(goals).join('\n')}\n`);
  return goals.every(isMet) ? 0 : 1;
}

async function archiveGoals(): Promise<Goal[]> {
  const folder = await temporaryFolder('bench-archive');
  const server = fork(__filename, ['serve']);
  try {
    return await measureArchive(folder.path, await originOf(server));
  } finally {
    server.kill();
  }
}

async function measureArchive(folder: string, origin: string): Promise<Goal[]> {
  const client = new OutputClient(requestOutput);
  const limits = { maxBytes: 1e9, idleSeconds: 30, maxSeconds: 600, mayBeLocal: true };
  const archive = new OutputArchive({
    folder: path.join(folder, 'outputs'),
    openUrl: (request) => client.open(request.url, { ...request, ...limits }),
    report: ({ type, file }) => {
      throw new Error(`${type} ${file}`);
    },
    maxBytes: () => Infinity,
    isKnown: () => Promise.resolve(true),
  });
  await archive.keep('warm-up', { type: 'url', url: `${origin}/small` }, signal);
  global.gc?.();
  const before = usedBytes();
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, usedBytes())), 10);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: files }, (_, index) =>
      archive.keep(`prediction-${index % 5}`, { type: 'url', url: `${origin}/${index}` }, signal),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  clearInterval(sampling);
  archive.dispose();
  const total = (files * fileBytes) / megabyte;
  console.log(`${total} MB in ${seconds.toFixed(1)} s: ${(total / seconds).toFixed(0)} MB/s`);
  return [
    { name: 'growth of heap and buffers, MB', value: (most - before) / megabyte, limit: 50 },
    // With all that else goes on here.
    { name: 'longest hold of the event loop, ms', value: delay.max / 1e6, limit: 50 },
  ];
}

/** What the extension host would be seen to use more and more of. */
function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage(); // buffers are a part of what is external
  return heapUsed + external;
}

function listingGoals(): Goal[] {
  const url = (index: number) => `https://replicate.delivery/xezq/out-${index}.png`;
  const outputs: Readonly<Record<string, unknown>> = {
    '200,000 URLs': Array.from({ length: 200_000 }, (_, index) => url(index)),
    '3 MB of JSON': Array.from({ length: 40_000 }, (_, index) => {
      return { index, label: `object ${index}`, score: index / 40_000, box: [0, 0, index, index] };
    }),
    'a million tokens': Array.from({ length: 1_000_000 }, () => ' a'),
    'a million objects': Array.from({ length: 1_000_000 }, (_, index) => ({ index })),
  };
  return Object.entries(outputs).map(([name, output]) => {
    const copy: unknown = JSON.parse(JSON.stringify(output));
    const times = Array.from({ length: rounds }, () => {
      const start = performance.now();
      listOutputs(copy);
      return performance.now() - start;
    });
    return { name: `listing of ${name}, ms`, value: median(times), limit: 50 };
  });
}

async function originOf(server: ChildProcess): Promise<string> {
  const [port] = (await once(server, 'message')) as [number]; // as `serve` sends it
  return `http://127.0.0.1:${port}`;
}

/** Every file is another one, so that none is taken for the same. */
function serve(): void {
  const server = createServer(({ url }, response) => {
    const size = url === '/small' ? 1000 : fileBytes;
    const chunk = Buffer.alloc(64 * 1024, url);
    response.writeHead(200, { 'Content-Length': size, ETag: `"${url}"` });
    let left = size;
    const more = () => {
      while (left > 0) {
        const part = chunk.subarray(0, left);
        left -= part.length;
        if (!response.write(part)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.((server.address() as AddressInfo).port); // a TCP server has no other kind
  });
  process.on('disconnect', () => process.exit(0));
}

if (process.argv[2] === 'serve') serve();
else void runEntry(main);
