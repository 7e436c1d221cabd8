import { execFileSync } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';

import { LibraryReader } from '../../../src/library/libraryReader';
import { listen, type Listener } from '../demoApi/listener';
import { json } from '../demoApi/scenario';
import { eventually } from '../eventually';
import type { PredictionsWindow } from '../ui/predictionsWindow';
import { extensionHostsOf } from '../vscode/extensionHosts';
import { quickInputRows } from '../vscode/palette';
import { temporaryFolder, type TemporaryFolder } from '../vscode/temporaryFolder';
import { BusyRuns, largeIdStart } from './busyRuns';
import { checkStorage, type Stored } from './checkStorage';
import { Ledger } from './ledger';
import { libraryFolder } from './storage';

/** Of so many predictions one makes a large file. */
const largeEvery = 8;
const restartButton = 'Restart Remote Extension Host';

/** A whole window in which many predictions run and their files come, and whose extension host is killed. */
export class BusyWindow {
  readonly ledger = new Ledger();
  readonly #ends = new Map<string, () => number>();

  private constructor(
    readonly window: PredictionsWindow,
    readonly runs: BusyRuns,
    private readonly files: Listener,
    private readonly copies: TemporaryFolder,
  ) {}

  static async in(
    window: PredictionsWindow,
    seconds: readonly [number, number],
  ): Promise<BusyWindow> {
    const files: Listener = await listen('127.0.0.1', 0, (request, response) => {
      if (!runs.serve(request, response)) response.writeHead(404).end();
    });
    const runs = new BusyRuns({ seconds, pieceEveryMs: 100, origin: () => files.origin });
    const copies = await temporaryFolder('crash');
    return new BusyWindow(window, runs, files, copies);
  }

  /** How many it has had tracked, whether or not they have ended. */
  get tracked(): number {
    return this.#ends.size;
  }

  /** Has as many tracked as it takes for so many to run. */
  async topUp(count: number): Promise<void> {
    const running = [...this.#ends.values()].filter((end) => end() > Date.now()).length;
    const first = this.#ends.size;
    const ids = Array.from({ length: count - running }, (_, index) => idOf(first + index));
    if (ids.length === 0) return;
    for (const id of ids) this.#serve(id);
    const input = await this.window.openTrackInput();
    await input.fill(ids.join(' '));
    await quickInputRows(this.window.page)
      .filter({ hasText: /^Track \d+ predictions?/ })
      .first()
      .click();
    await eventually(
      () => this.#heads(),
      (heads) => ids.every((id) => heads.some((head) => head.id === id)),
    );
  }

  /**
   * Kills the extension host, checks what is there at that moment, and sees to it that VS Code has another.
   * What was on the disk before has to be there after.
   */
  async kill(): Promise<Stored> {
    for (const { id, answeredAt } of await this.#heads()) this.ledger.noteStored(id, answeredAt);
    const [host] = this.#hosts();
    if (host === undefined) throw new Error('There is no extension host.');
    process.kill(host, 'SIGKILL');
    while (isAlive(host)) await after(1);
    // Before another one has started so far as to touch it.
    const copy = `${this.copies.path}/${host}`;
    execFileSync('cp', ['-a', this.window.storageFolder, copy]);
    await this.#anotherHost();
    const stored = await checkStorage(copy, this.ledger);
    execFileSync('rm', ['-r', copy]);
    return stored;
  }

  async dispose(): Promise<void> {
    await this.files.close();
    await this.copies.dispose();
  }

  #serve(id: string): void {
    let endsAt = Infinity;
    this.#ends.set(id, () => endsAt);
    this.window.demo.add({
      id,
      group: 'live',
      does: 'makes files that come slowly',
      answer: ({ firstAt, now }) => {
        endsAt = firstAt + this.runs.secondsOf(id) * 1000;
        return json(200, this.runs.answer(id, firstAt, now));
      },
    });
  }

  #heads() {
    return new LibraryReader(libraryFolder(this.window.storageFolder), ({ type, file }) => {
      throw new Error(`${type} ${file}`);
    }).heads();
  }

  #hosts(): number[] {
    return extensionHostsOf(this.window.serverPid ?? 0);
  }

  /** After three in five minutes VS Code asks a person first. */
  async #anotherHost(): Promise<void> {
    const restart = this.window.page.getByRole('button', { name: restartButton }).first();
    await eventually(
      async () => {
        if (await restart.isVisible())
          await restart.click({ timeout: 1000 }).catch(() => undefined);
        return this.#hosts();
      },
      ({ length }) => length === 1,
      60_000,
    );
  }
}

function idOf(number: number): string {
  const start = number % largeEvery === 0 ? largeIdStart : 'small';
  return start + String(number).padStart(21, '0');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
