import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';

import { buildSync } from 'esbuild';

import type { LibraryReport } from '../../../src/library/libraryReport';
import type { StoreChange } from '../../../src/library/storedPrediction';
import { withoutCoverage } from '../coverage/withoutCoverage';
import type { methods, WindowCall, WindowMessage } from './windowMain';

type Methods = typeof methods;
type Result<Name extends keyof Methods> = Awaited<ReturnType<Methods[Name]>>;

const bundleName = 'window.cjs';

/** Where the bundle is. Several hundred are started: it starts ten times as fast as sources do. */
let bundleFolder: string | undefined;

/** A window's library and lease in a process of their own. */
export class WindowProcess {
  /** All that it was told of what other windows did. */
  readonly changes: StoreChange[] = [];
  readonly reports: LibraryReport[] = [];
  /** Whether it is the one that asks. */
  isHeld = false;
  /** How often that has changed. */
  heldChanges = 0;
  readonly #answers = new Map<number, (result: unknown) => void>();
  #calls = 0;

  private constructor(readonly process: ChildProcess) {
    process.on('message', (message: WindowMessage) => {
      this.#take(message);
    });
  }

  /** @param wrapper A command that is to run the process. */
  static async start(folder: string, wrapper: readonly string[] = []): Promise<WindowProcess> {
    // What they write to a relative path by mistake is found there, not where the tests are run.
    const cwd = folderOfBundle();
    const main = [process.execPath, path.join(cwd, bundleName), path.resolve(folder)];
    const [command, ...args] = [...wrapper, ...main];
    const child = spawn(command ?? process.execPath, args, {
      cwd,
      env: withoutCoverage,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const window = new WindowProcess(child);
    const ended = window.#ended().then(() => Promise.reject(new Error('It did not start.')));
    // It ends in every case, later.
    ended.catch(() => undefined);
    await Promise.race([once(child, 'message'), ended]);
    return window;
  }

  call<Name extends keyof Methods>(
    method: Name,
    ...args: Parameters<Methods[Name]>
  ): Promise<Result<Name>> {
    this.#calls += 1;
    const call: WindowCall = { number: this.#calls, method, args };
    const answer = new Promise<unknown>((resolve) => this.#answers.set(call.number, resolve));
    this.process.send(call);
    return answer as Promise<Result<Name>>;
  }

  /** Gives whether it was killed, by itself, before the call came to its end. */
  async isKilledIn(call: Promise<unknown>): Promise<boolean> {
    const ended = this.#ended().then(() => true);
    return Promise.race([ended, call.then(() => false)]);
  }

  /** As the system does that has no memory left. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.#ended();
  }

  async exit(): Promise<void> {
    void this.call('exit');
    await this.#ended();
  }

  async #ended(): Promise<void> {
    const { exitCode, signalCode } = this.process;
    if (exitCode === null && signalCode === null) await once(this.process, 'exit');
  }

  #take(message: WindowMessage): void {
    if (message.type === 'result') this.#answers.get(message.number)?.(message.result);
    if (message.type === 'changes') this.changes.push(...message.changes);
    if (message.type === 'report') this.reports.push(message.report);
    if (message.type !== 'held') return;
    this.isHeld = message.isHeld;
    this.heldChanges += 1;
  }
}

/** Windows of a test, killed after it; they must not have left anything outside of their folder. */
export function useWindows(): (
  folder: string,
  wrapper?: readonly string[],
) => Promise<WindowProcess> {
  const windows: WindowProcess[] = [];
  afterEach(async () => {
    await Promise.all(windows.splice(0).map((window) => window.kill()));
    assert.deepEqual(readdirSync(folderOfBundle()), [bundleName]);
  });
  return async (folder, wrapper) => {
    const window = await WindowProcess.start(folder, wrapper);
    windows.push(window);
    return window;
  };
}

function folderOfBundle(): string {
  bundleFolder ??= buildBundle();
  return bundleFolder;
}

function buildBundle(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'deerapi-window-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  buildSync({
    entryPoints: [path.join(__dirname, 'windowMain.ts')],
    bundle: true,
    platform: 'node',
    outfile: path.join(folder, bundleName),
  });
  return folder;
}
