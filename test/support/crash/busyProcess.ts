import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { LibraryReport } from '../../../src/library/libraryReport';
import { bundledFile } from '../builders/bundledFile';
import { withoutCoverage } from '../coverage/withoutCoverage';
import type { BusyMessage } from './busyMain';
import type { Ledger } from './ledger';

export interface BusyProcessParts {
  /** The bundle of `busyMain`. */
  readonly bundle: string;
  readonly folder: string;
  readonly baseUrl: string;
  /** How many run at a time; 0 for no more than did. */
  readonly count: number;
  /** Takes down what it says to be on disk. */
  readonly ledger: Ledger;
  /** A command that is to run the process. */
  readonly wrapper?: readonly string[];
  /** The user as which it runs; the one that tests run as by default. */
  readonly user?: number | undefined;
}

export function bundleOfBusyProcess(folder: string): Promise<string> {
  return bundledFile(path.join('test', 'support', 'crash', 'busyMain.ts'), folder);
}

/** Starts such processes for a test, which are killed after it. */
export function useBusyProcesses(): (parts: BusyProcessParts) => BusyProcess {
  const started: BusyProcess[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((busy) => busy.kill()));
  });
  return (parts) => {
    const busy = new BusyProcess(parts);
    started.push(busy);
    return busy;
  };
}

/** The extension's work, in a process that can be killed. */
export class BusyProcess {
  readonly reports: LibraryReport[] = [];
  readonly bugs: unknown[] = [];
  /** What it knows of each, in memory: its status. */
  readonly known = new Map<string, string>();
  readonly #child: ChildProcess;

  constructor(private readonly parts: BusyProcessParts) {
    const { bundle, folder, baseUrl, count, wrapper = [], user } = parts;
    const main = [process.execPath, bundle, folder, baseUrl, String(count)];
    const [command = process.execPath, ...args] = [...wrapper, ...main];
    this.#child = spawn(command, args, {
      env: withoutCoverage,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      ...(user !== undefined && { uid: user }),
    });
    this.#child.on('message', (message: BusyMessage) => {
      this.#take(message);
    });
  }

  /** Waits until it is about to read what is there. */
  async begun(): Promise<void> {
    const ended = once(this.#child, 'exit').then(() => Promise.reject(new Error('It ended.')));
    // It ends in every case, later.
    ended.catch(() => undefined);
    await Promise.race([once(this.#child, 'message'), ended]);
  }

  /** As the system does that has no memory left. */
  async kill(): Promise<void> {
    if (!this.#hasEnded) this.#child.kill('SIGKILL');
    await this.#ended();
  }

  /** Disposes of all; gives how it ended: 0 where nothing was left that would have kept it going. */
  async end(): Promise<number | null> {
    this.#child.disconnect();
    await this.#ended();
    return this.#child.exitCode;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #ended(): Promise<void> {
    if (!this.#hasEnded) await once(this.#child, 'exit');
  }

  #take(message: BusyMessage): void {
    const { ledger } = this.parts;
    if (message.type === 'stored') ledger.noteStored(message.id, message.answeredAt);
    if (message.type === 'kept') ledger.noteFile(message.file);
    if (message.type === 'known') this.known.set(message.id, message.status);
    if (message.type === 'report') this.reports.push(message.report);
    if (message.type === 'bug') this.bugs.push(message.bug);
  }
}
