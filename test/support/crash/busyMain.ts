import { OutputClient } from '../../../src/client/outputClient';
import { requestOutput } from '../../../src/client/outputRequest';
import { PredictionClient } from '../../../src/client/predictionClient';
import { RequestGate } from '../../../src/client/requestGate';
import { DisposableStore } from '../../../src/host/disposableStore';
import { EndpointSource } from '../../../src/host/endpointSource';
import { keepOutputs } from '../../../src/host/outputKeeping';
import { OutputArchive } from '../../../src/library/archive/outputArchive';
import type { FileSource } from '../../../src/library/archive/outputSource';
import { AskingLease } from '../../../src/library/askingLease';
import { LibraryReports, type LibraryReport } from '../../../src/library/libraryReport';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import type { KeepOutcome, StoredPrediction } from '../../../src/library/storedPrediction';
import { isTerminal } from '../../../src/prediction/prediction';
import { systemClock as clock } from '../../../src/tracking/clock';
import { Tracker } from '../../../src/tracking/tracker';
import { fetch } from '../builders/nodeFetch';
import { libraryFolder, outputsFolder } from './storage';

/*
 * All of the extension that touches network and disk, put together as `extension.ts` does, but in more of a
 * hurry, in a process of its own. It brings back what was tracked, and tracks more, so that as many run as
 * its parent says: 0 for no more than were. Its arguments: the folder, the base URL, that number.
 */

export type BusyMessage =
  | { readonly type: 'begun' }
  /** On disk, it says. */
  | { readonly type: 'stored'; readonly id: string; readonly answeredAt: number }
  | { readonly type: 'kept'; readonly id: string; readonly file: string }
  /** As it is in memory. */
  | { readonly type: 'known'; readonly id: string; readonly status: string }
  | { readonly type: 'report'; readonly report: LibraryReport }
  | { readonly type: 'bug'; readonly bug: unknown };

const [, , folder = '', baseUrl = '', count = ''] = process.argv;
const { random } = Math;
const everyMs = 10;
const store = new DisposableStore();

function tell(message: BusyMessage): void {
  // Its parent may just have let go of it.
  process.send?.(message, undefined, {}, () => undefined);
}

/** As the messages of trouble do, for predictions, files and turns together. */
const reports = new LibraryReports((report) => {
  tell({ type: 'report', report });
});
const reportBug = (bug: unknown) => {
  tell({ type: 'bug', bug });
};

class TellingLibrary extends PredictionLibrary {
  override async add(all: readonly StoredPrediction[]): Promise<KeepOutcome> {
    const outcome = await super.add(all);
    if (outcome === 'kept') for (const stored of all) tellStored(stored);
    return outcome;
  }

  override async update(stored: StoredPrediction): Promise<KeepOutcome> {
    const outcome = await super.update(stored);
    if (outcome === 'kept') tellStored(stored);
    return outcome;
  }
}

function tellStored({ id, answeredAt }: StoredPrediction): void {
  tell({ type: 'stored', id, answeredAt });
}

class TellingArchive extends OutputArchive {
  override async keep(
    id: string,
    source: FileSource,
    signal: AbortSignal,
    isUrgent?: boolean,
  ): Promise<string> {
    const file = await super.keep(id, source, signal, isUrgent);
    tell({ type: 'kept', id, file });
    return file;
  }
}

const limits = () => ({ inFlight: 6, perMinute: 6000 });
const gate = store.add(new RequestGate({ clock, random, limits }));
const library = store.add(new TellingLibrary(libraryFolder(folder), reports, everyMs));
const tracker = store.add(
  new Tracker({
    source: new EndpointSource({
      client: new PredictionClient(fetch),
      gate,
      settings: { baseUrl, requestTimeout: 30 },
      keys: { get: () => Promise.resolve('key') },
      clock,
      random,
    }),
    store: library,
    clock,
    polling: { min: 0.1, max: 1, requestsPerMinute: 6000 },
    isWatched: () => true,
    random,
    reportBug,
  }),
);
const client = new OutputClient(requestOutput);
const outputLimits = { maxBytes: 10_000_000, idleSeconds: 5, maxSeconds: 60, mayBeLocal: true };
const archive = store.add(
  new TellingArchive({
    folder: outputsFolder(folder),
    openUrl: ({ url, signal, resume }) => client.open(url, { ...outputLimits, signal, resume }),
    report: reports,
    maxBytes: () => Infinity,
    isKnown: (name) => library.isKnown(name),
    pace: { lookEveryMs: everyMs, retryAfterMs: 2, safeEvery: 16_384 },
  }),
);

async function main(): Promise<void> {
  const restored = tracker.restore();
  store.add(
    keepOutputs({
      tracker,
      archive,
      isWanted: () => true,
      restored,
      report: reportBug,
      firstPauseMs: 100,
    }),
  );
  const onDidChange = (isHeld: boolean) => {
    tracker.setAsking(isHeld);
  };
  const lease = store.add(
    new AskingLease(folder, {
      onDidChange,
      report: reports,
      beatMs: everyMs,
    }),
  );
  tell({ type: 'begun' });
  await restored;
  lease.setNeeded(true);
  tracker.onDidChange((changes) => {
    for (const { id, after } of changes) {
      if (after !== undefined) tell({ type: 'known', id, status: after.brief.status });
    }
    queueMicrotask(trackMore);
  });
  trackMore();
}

/** Ids are numbered: none is ever taken off. */
function trackMore(): void {
  const missing = Number(count) - tracker.list.filter(({ brief }) => !isTerminal(brief)).length;
  const ids = Array.from({ length: missing }, (_, index) => `busy-${tracker.size + index}`);
  if (missing > 0) void tracker.track(ids);
}

/** Then it has nothing to do any more, and ends by itself. */
process.on('disconnect', () => {
  store.dispose();
});
void main();
