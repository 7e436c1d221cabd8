import { randomUUID } from 'node:crypto';
import path from 'node:path';

import * as v from 'valibot';

import { LeaseFile } from './leaseFile';
import { reportsTo, type LibraryReports, type ReportTo } from './libraryReport';

export interface AskingLeaseParts {
  readonly onDidChange: (isHeld: boolean) => void;
  readonly report: ReportTo;
  /** Milliseconds between two beats of the holder. */
  readonly beatMs?: number;
}

const lease = v.object({ owner: v.string(), beat: v.number() });

type Lease = v.InferOutput<typeof lease>;

/** One late beat is no death. */
const unmovedLooksUntilDead = 2;

/**
 * Which of several windows asks the network: the one that holds the lease, a file with its name and
 * a beat that it moves. Others judge by their own looks alone whether it still moves, as clocks may
 * differ and jump. It may be that two hold it for a moment; at the next beat one is left. Where
 * nothing can be written each window holds one of its own.
 */
export class AskingLease {
  readonly #owner = randomUUID();
  readonly #file: LeaseFile;
  /** Where a window that a person works in asks for the lease. */
  readonly #claim: LeaseFile;
  readonly #reports: LibraryReports;
  readonly #beatMs: number;
  #isNeeded = false;
  #isPreferred = false;
  #isHeld = false;
  #isBeating = false;
  #isDisposed = false;
  /** Nothing can be written. */
  #isAlone = false;
  #timer: NodeJS.Timeout | undefined;
  #seen: string | undefined;
  #unmovedLooks = 0;

  constructor(
    private readonly folder: string,
    private readonly parts: AskingLeaseParts,
  ) {
    this.#file = new LeaseFile(path.join(folder, 'asking.json'));
    this.#claim = new LeaseFile(path.join(folder, 'asking.claim'));
    this.#reports = reportsTo(parts.report);
    this.#beatMs = parts.beatMs ?? 1000;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Whether there is something to ask for: without that, nothing is read or written. */
  setNeeded(isNeeded: boolean): void {
    if (this.#isNeeded === isNeeded || this.#isDisposed) return;
    this.#isNeeded = isNeeded;
    if (isNeeded) this.#beatSoon();
    else this.#release();
  }

  /** Whether a person works in this window: then another hands the lease over, unless it is the same there. */
  setPreferred(isPreferred: boolean): void {
    this.#isPreferred = isPreferred;
    if (!isPreferred) this.#claim.removeNow((text) => text === this.#owner);
  }

  /** Gives it up at once: others need not wait until it is taken for dead. */
  dispose(): void {
    this.#isDisposed = true;
    this.#isNeeded = false;
    this.#release();
  }

  #beatSoon(): void {
    this.#seen = undefined;
    this.#unmovedLooks = 0;
    if (!this.#isBeating) void this.#beat();
  }

  async #beat(): Promise<void> {
    this.#isBeating = true;
    this.#timer = undefined;
    try {
      await this.#keepOrSeek();
    } catch (error) {
      this.#reports.report({ type: 'lease-not-written', file: this.folder, error });
      this.#isAlone = true;
      this.#hold(true);
    } finally {
      this.#isBeating = false;
    }
    if (this.#isNeeded) this.#timer = setTimeout(() => void this.#beat(), this.#beatMs);
    // It may have been given up while it was being taken.
    else this.#removeOwn();
  }

  async #keepOrSeek(): Promise<void> {
    const text = await this.#file.read();
    if (text === undefined) return this.#take();
    const found = leaseIn(text);
    if (found?.owner === this.#owner) return this.#keep(found);
    this.#look(text);
    if (this.#unmovedLooks >= unmovedLooksUntilDead && (await this.#file.takeAway(text))) {
      return this.#take();
    }
    if (!this.#isAlone) this.#hold(false);
    // One that cannot be written only makes it take longer.
    if (this.#isPreferred) await this.#claim.create(this.#owner).catch(() => false);
  }

  async #take(): Promise<void> {
    if (await this.#file.create(leaseText(this.#owner, 0))) this.#noteWritten();
  }

  async #keep({ beat }: Lease): Promise<void> {
    const claimer = this.#isPreferred ? undefined : await this.#claim.read();
    if (claimer !== undefined && claimer !== this.#owner) {
      this.#hold(false);
      await this.#file.overwrite(leaseText(claimer, beat + 1));
      this.#claim.removeNow((text) => text === claimer);
      return;
    }
    if (await this.#file.overwrite(leaseText(this.#owner, beat + 1))) this.#noteWritten();
  }

  /** Watches another's lease. */
  #look(text: string): void {
    const isFirstLook = this.#seen === undefined;
    const hasMoved = text !== this.#seen;
    this.#seen = text;
    this.#unmovedLooks = hasMoved ? 0 : this.#unmovedLooks + 1;
    if (hasMoved && !isFirstLook && leaseIn(text) !== undefined) this.#isAlone = false;
  }

  #noteWritten(): void {
    this.#isAlone = false;
    this.#seen = undefined;
    this.#hold(true);
  }

  #hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld || (isHeld && !this.#isNeeded)) return;
    this.#isHeld = isHeld;
    this.parts.onDidChange(isHeld);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isAlone = false;
    this.#hold(false);
    this.#removeOwn();
  }

  #removeOwn(): void {
    this.#file.removeNow((text) => leaseIn(text)?.owner === this.#owner);
    this.#claim.removeNow((text) => text === this.#owner);
  }
}

function leaseText(owner: string, beat: number): string {
  return JSON.stringify({ owner, beat });
}

function leaseIn(text: string): Lease | undefined {
  try {
    return v.parse(lease, JSON.parse(text));
  } catch {
    return undefined;
  }
}
