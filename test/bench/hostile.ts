import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';

import { FakeClock } from '../support/builders/fakeClock';
import type { Behaviour } from '../support/hostileApi/behaviour';
import { behaviours } from '../support/hostileApi/behaviours';
import { large } from '../support/hostileApi/behaviours/large';
import { HeadlessExtension } from '../support/hostileApi/headlessExtension';
import { HostileApi } from '../support/hostileApi/hostileApi';
import { runEntry } from '../support/vscode/entry';
import { temporaryFolder } from '../support/vscode/temporaryFolder';
import { goalLines, isMet, type Goal } from './goal';

const id = 'abc';
/** Milliseconds for which the extension host may be held. */
const longestHold = 50;
/** Of a single step of the engine's own that nobody can divide, such as the parsing of 50 MB. */
const longestHoldOfLarge = 400;

/** They are nothing but structure. */
const wholesale = new Set(['body-deep', 'body-many-names']);
const mostRounds = 3;

const all: readonly Behaviour[] = [...Object.values(behaviours).flat(), ...large];

/**
 * Prints for how long each behaviour of a hostile server holds the event loop while it is looked up. The server
 * is a process of its own, so that its work is not counted.
 */
async function main(): Promise<number> {
  const folder = await temporaryFolder('bench-hostile');
  const server = fork(__filename, ['serve']);
  try {
    const baseUrl = await nextFrom(server);
    const goals: Goal[] = [];
    await measure(all[0], server, baseUrl, folder.path);
    for (const behaviour of chosen()) {
      const rounds: Goal[] = [];
      // Whatever else the computer does makes some of them longer: one round that keeps to it is enough.
      while (rounds.length < mostRounds && !rounds.some(isMet)) {
        rounds.push(await measure(behaviour, server, baseUrl, folder.path));
      }
      goals.push(...rounds.slice(-1));
    }
    const worst = goals.toSorted((one, other) => other.value / other.limit - one.value / one.limit);
    console.log(goalLines(worst.slice(0, 30)).join('\n'));
    return goals.every(isMet) ? 0 : 1;
  } finally {
    server.kill();
    await folder.dispose();
  }
}

function chosen(): readonly Behaviour[] {
  const wanted = process.argv.slice(2);
  return wanted.length === 0 ? all : all.filter((behaviour) => wanted.includes(behaviour.id));
}

async function measure(
  behaviour: Behaviour | undefined,
  server: ChildProcess,
  baseUrl: string,
  root: string,
): Promise<Goal> {
  const { id: name = '', sees = '' } = behaviour ?? {};
  server.send(name);
  await nextFrom(server);
  const folder = path.join(root, name);
  await mkdir(folder, { recursive: true });
  const clock = new FakeClock();
  const extension = new HeadlessExtension({
    baseUrl,
    key: 'bench-key-0123456789',
    folder,
    clock,
    isHeard: false,
  });
  extension.requestTimeout = behaviour?.isEndless ? 0.2 : 60;
  global.gc?.();
  await after(50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await after(20);
  const start = performance.now();
  const seen = await extension.lookUp(id);
  const took = performance.now() - start;
  await after(20);
  delay.disable();
  await extension.dispose();
  const host = new URL(baseUrl).host;
  if (seen.replaceAll(host, 'HOST').slice(0, 40) !== sees.slice(0, 40))
    console.log(`${name}: ${seen}`);
  if (took > 1000) console.log(`${name}: ${(took / 1000).toFixed(1)} s`);
  const isLarge = wholesale.has(name) || large.some((each) => each.id === name);
  const limit = isLarge ? longestHoldOfLarge : longestHold;
  return { name: `longest hold of the event loop by ${name}, ms`, value: delay.max / 1e6, limit };
}

async function nextFrom(server: ChildProcess): Promise<string> {
  const [message] = (await once(server, 'message')) as [string]; // as `serve` sends it
  return message;
}

async function serve(): Promise<void> {
  const clock = new FakeClock();
  const api = await HostileApi.start(() => clock.now());
  process.on('disconnect', () => process.exit(0));
  process.on('message', (name) => {
    const behaviour = all.find((each) => each.id === name);
    if (behaviour !== undefined) api.play(behaviour, 0);
    process.send?.('');
  });
  process.send?.(api.baseUrl);
}

if (process.argv[2] === 'serve') void serve();
else void runEntry(main);
