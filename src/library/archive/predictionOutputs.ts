import { unlink } from 'node:fs/promises';
import path from 'node:path';

import { fileTypeOfPath } from '../../prediction/fileType';
import { OutputError } from '../../prediction/outputError';
import {
  evenIfBusy,
  isOfFileSystem,
  undefinedWhereMissing,
  undefinedWhereOfFileSystem,
} from '../fileErrors';
import type { LibraryReports } from '../libraryReport';
import { isThere } from '../wholeFile';
import type { ArchiveFolders } from './archiveFolders';
import { downloadOutput } from './downloadOutput';
import type { FetchLanes } from './fetchLanes';
import { IndexOnDisk } from './indexOnDisk';
import { isLargeFetch, isUnderWay, type OutputFileState } from './outputFileState';
import { keyOf, type FileSource, type OpenUrl } from './outputSource';
import { removePart } from './partFile';
import { SharedFetches } from './sharedFetches';
import { WindowTurn } from './windowTurn';

/** What all predictions of an archive share. */
export interface ArchiveWork {
  readonly folders: ArchiveFolders;
  readonly openUrl: OpenUrl;
  readonly reports: LibraryReports;
  readonly lanes: FetchLanes;
  readonly pace: ArchivePace;
  readonly onDidChange: (id: string) => void;
  readonly onDidKeep: (bytes: number) => void;
}

export interface ArchivePace {
  /** Between two looks at what another window does. */
  readonly lookEveryMs: number;
  /** The first wait before a file is tried again. */
  readonly retryAfterMs: number;
  /** After so long a file that breaks off over and over is given up. */
  readonly giveUpAfterMs: number;
  /** Between two events about the same download. */
  readonly progressEveryMs: number;
  /** Bytes after which those that have come are made safe. */
  readonly safeEvery: number;
}

interface Fetch {
  readonly key: string;
  readonly source: FileSource;
  readonly signal: AbortSignal;
}

/** The output files of one prediction. */
export class PredictionOutputs {
  readonly turn: WindowTurn;
  readonly #index: IndexOnDisk;
  readonly #fetches = new SharedFetches();
  /** What a person waits for. */
  readonly #urgent = new Set<string>();
  /** What is under way or has failed in this session. */
  readonly #live = new Map<string, OutputFileState>();

  /** Unknown while only its files are. */
  id: string | undefined;

  constructor(
    private readonly name: string,
    private readonly work: ArchiveWork,
  ) {
    const { folders, reports, pace } = work;
    this.turn = new WindowTurn(folders.turnOf(name), pace.lookEveryMs);
    this.#index = new IndexOnDisk(folders.indexOf(name), reports);
  }

  get isFetching(): boolean {
    return [...this.#live.values()].some(isUnderWay);
  }

  get isFetchingLarge(): boolean {
    return [...this.#live.values()].some(isLargeFetch);
  }

  get hasKept(): boolean {
    return [...this.#index.entries.values()].some(({ state }) => state === 'kept');
  }

  stateOf(source: FileSource): OutputFileState {
    const key = keyOf(source);
    const live = this.#live.get(key);
    if (live !== undefined) return live;
    const entry = this.#index.entries.get(key);
    if (entry === undefined) return { type: 'unknown' };
    if (entry.state === 'evicted') return { type: 'evicted' };
    if (entry.state === 'gone') return { type: 'failed', error: goneSince(entry.at) };
    if (entry.state === 'canceled') return { type: 'failed', error: canceled() };
    const { file, bytes } = entry;
    return { type: 'kept', path: this.#pathOf(file), fileType: fileTypeOfPath(file), bytes };
  }

  /** Reads what is known of it on disk. */
  async look(): Promise<void> {
    await this.#index.refresh();
  }

  async keep(source: FileSource, signal: AbortSignal, isUrgent: boolean): Promise<string> {
    const key = keyOf(source);
    // It may be under way, but not yet among those that wait for a lane.
    if (isUrgent) this.#urgent.add(key);
    if (isUrgent) this.work.lanes.hurry(this.#laneKey(key));
    // What the disk refuses is asked for again in turn, where trouble is reported.
    const kept = await this.#kept(key).catch(undefinedWhereOfFileSystem);
    if (kept !== undefined) {
      this.#urgent.delete(key);
      return kept;
    }
    return this.#fetches.join(key, signal, (shared) =>
      this.#fetch({ key, source, signal: shared }),
    );
  }

  cancel(source: FileSource): void {
    this.#fetches.cancel(keyOf(source), canceled());
  }

  cancelAll(): void {
    for (const [key, state] of this.#live) {
      if (isUnderWay(state)) this.#fetches.cancel(key, canceled());
    }
  }

  /** Forgets that it could not be had. */
  async forgetFailure(source: FileSource): Promise<void> {
    const key = keyOf(source);
    if (this.#live.get(key)?.type === 'failed') this.#live.delete(key);
    await this.#index.refresh();
    const state = this.#index.entries.get(key)?.state;
    if (state !== 'gone' && state !== 'canceled') return;
    // Where another window has the turn, it is asking for them right now.
    const held = await this.turn.tryTake();
    try {
      if (held !== undefined) await this.#index.set(key, undefined);
    } finally {
      await held?.release();
    }
  }

  /**
   * Removes a file to make room. To be called by the window whose turn it is. Gives whether it is
   * gone: one that a newer version keeps is not.
   */
  async evict(file: string): Promise<boolean> {
    await this.#index.refresh();
    if (this.#index.isFromNewerVersion) return false;
    for (const [key, entry] of this.#index.entries) {
      if (entry.state !== 'kept' || entry.file !== file) continue;
      await this.#index.set(key, { state: 'evicted', at: Date.now() });
    }
    await evenIfBusy(() => unlink(this.#pathOf(file))).catch(undefinedWhereMissing);
    this.#changed();
    return true;
  }

  /**
   * Its path, where it is kept.
   * @throws OutputError where it is known to be gone, or a person wants no more of it.
   */
  async #kept(key: string): Promise<string | undefined> {
    for (const isFresh of [false, true]) {
      if (isFresh) await this.#index.refresh();
      const entry = this.#index.entries.get(key);
      if (entry?.state === 'gone') throw goneSince(entry.at);
      // Who waits for it now has thought better of it.
      if (entry?.state === 'canceled' && !this.#urgent.has(key)) throw canceled();
      if (entry?.state !== 'kept') continue;
      const file = this.#pathOf(entry.file);
      if (await isThere(file)) return file;
    }
    return undefined;
  }

  async #fetch(fetch: Fetch): Promise<string> {
    const { key, signal } = fetch;
    this.#tell(key, { type: 'waiting' });
    try {
      const path = await this.#fetchInTurn(fetch);
      this.#tell(key, undefined);
      return path;
    } catch (error) {
      const { folders, reports } = this.work;
      if (isOfFileSystem(error)) reports.outputTrouble(folders.partOf(this.name, key), error);
      const isUnwanted = signal.aborted && !(signal.reason instanceof OutputError);
      const failure: unknown = signal.aborted ? signal.reason : error;
      this.#tell(key, isUnwanted ? undefined : { type: 'failed', error: failure });
      throw failure;
    } finally {
      this.#urgent.delete(key);
    }
  }

  /** Another window may be about to fetch it, or fall silent while it does. */
  async #fetchInTurn(fetch: Fetch): Promise<string> {
    const { key, signal } = fetch;
    for (;;) {
      let kept: string | undefined;
      const isNeeded = async () => (kept = await this.#kept(key)) === undefined;
      const held = await this.turn.take(isNeeded, signal);
      if (held === undefined && kept !== undefined) return kept;
      if (held === undefined) continue;
      const both = AbortSignal.any([signal, held.signal]);
      try {
        const lane = { isUrgent: this.#urgent.has(key), signal: both };
        return await this.work.lanes.run(this.#laneKey(key), lane, () =>
          this.#fetchNow({ ...fetch, signal: both }),
        );
      } catch (error) {
        await this.#note(key, signal.aborted ? signal.reason : error, held.signal.aborted);
        if (signal.aborted || !held.signal.aborted) throw error;
      } finally {
        await held.release();
      }
    }
  }

  /** For all windows, and for later: what is not to be asked for again. */
  async #note(key: string, failure: unknown, isTurnLost: boolean): Promise<void> {
    if (isTurnLost || !(failure instanceof OutputError)) return;
    const { kind, since } = failure;
    if (kind === 'gone') await this.#index.set(key, { state: kind, at: since });
    if (kind === 'canceled') await this.#index.set(key, { state: kind, at: Date.now() });
  }

  async #fetchNow({ key, source, signal }: Fetch): Promise<string> {
    const { folders, pace, openUrl, onDidKeep } = this.work;
    this.#tell(key, { type: 'fetching', bytes: 0, total: undefined });
    await folders.make(this.name);
    const { id = '' } = this;
    const partFile = folders.partOf(this.name, key);
    const { file, bytes } = await downloadOutput(source, {
      ...pace,
      openUrl,
      id,
      signal,
      onProgress: this.#progressOf(key),
      partFile,
      contentOf: (sha256) => folders.contentOf(sha256),
      pathOf: (file) => this.#pathOf(file),
    });
    await this.#index.set(key, { state: 'kept', file, bytes, at: Date.now() });
    await removePart(partFile);
    onDidKeep(bytes);
    return this.#pathOf(file);
  }

  #progressOf(key: string): (bytes: number, total: number | undefined) => void {
    let toldAt = -Infinity;
    return (bytes, total) => {
      this.#live.set(key, { type: 'fetching', bytes, total });
      if (performance.now() - toldAt < this.work.pace.progressEveryMs) return;
      toldAt = performance.now();
      this.#changed();
    };
  }

  #tell(key: string, state: OutputFileState | undefined): void {
    if (state === undefined) this.#live.delete(key);
    else this.#live.set(key, state);
    this.#changed();
  }

  #changed(): void {
    if (this.id !== undefined) this.work.onDidChange(this.id);
  }

  #pathOf(file: string): string {
    return path.join(this.work.folders.filesOf(this.name), file);
  }

  #laneKey(key: string): string {
    return `${this.name} ${key}`;
  }
}

function canceled(): OutputError {
  return new OutputError('canceled');
}

function goneSince(at: number): OutputError {
  return new OutputError('gone', { since: at });
}
