import { readdir, readFile } from 'node:fs/promises';
import { globalAgent } from 'node:http';
import path from 'node:path';
import { inspect } from 'node:util';

import { ApiError } from '../../../src/client/apiError';
import { describeApiError } from '../../../src/client/apiErrorSentence';
import { PredictionClient } from '../../../src/client/predictionClient';
import { RequestGate } from '../../../src/client/requestGate';
import { predictionJson } from '../../../src/features/json/predictionJson';
import { PredictionLogs } from '../../../src/features/log/predictionLogs';
import { decodeToPage } from '../../../src/features/preview/messages';
import { predictionView } from '../../../src/features/preview/predictionView';
import { EndpointSource } from '../../../src/host/endpointSource';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { listOutputs } from '../../../src/prediction/outputs';
import { describeState } from '../../../src/prediction/summary';
import { GrowingLog } from '../../../src/prediction/log/growingLog';
import { Tracker } from '../../../src/tracking/tracker';
import type { OpenedPrediction, TrackedPrediction } from '../../../src/tracking/trackedPrediction';
import { english } from '../builders/english';
import type { FakeClock } from '../builders/fakeClock';
import { fetch } from '../builders/nodeFetch';
import { Busy } from './busy';

export interface HeadlessParts {
  readonly baseUrl: string;
  readonly key: string;
  /** Of the library. */
  readonly folder: string;
  readonly clock: FakeClock;
  /** Whether what it tells is kept; that costs time. */
  readonly isHeard?: boolean;
}

/** All of the extension but VS Code, put together as `extension.ts` does; time is in the test's hands. */
export class HeadlessExtension {
  readonly tracker: Tracker;
  /** Seconds of real time. */
  requestTimeout = 30;
  /** What no person can mend: none should come. */
  readonly bugs: unknown[] = [];
  /** What anybody was told, anywhere. */
  readonly told: string[] = [];
  readonly #busy = new Busy();
  readonly #gate: RequestGate;
  readonly #library: PredictionLibrary;
  readonly #logs = new PredictionLogs(english, () => true);

  constructor(private readonly parts: HeadlessParts) {
    const { baseUrl, key, folder, clock } = parts;
    const random = () => 0.5;
    const limits = () => ({ inFlight: 6, perMinute: 600 });
    this.#gate = new RequestGate({ clock, random, limits });
    this.#library = new PredictionLibrary(folder, (trouble) => this.bugs.push(trouble));
    this.tracker = new Tracker({
      source: new EndpointSource({
        client: this.#busy.watch(new PredictionClient(fetch)),
        gate: this.#gate,
        settings: this.#settings(baseUrl),
        keys: this.#busy.watch({ get: () => Promise.resolve(key) }),
        clock,
        random,
      }),
      store: this.#busy.watch(this.#library),
      clock,
      polling: { min: 0.5, max: 30, requestsPerMinute: 600 },
      isWatched: () => false,
      random,
      reportBug: (error) => this.bugs.push(error),
    });
    this.tracker.onDidChange((changes) => {
      if (parts.isHeard === false) return;
      for (const { after } of changes) if (after !== undefined) this.#tell(after);
    });
    this.tracker.setAsking(true);
  }

  /** What a person sees who looks it up: its state, or why there is none. */
  async lookUp(id: string): Promise<string> {
    return this.#seen(this.tracker.lookUp(id, new AbortController().signal));
  }

  /** As {@link lookUp}, of one that is tracked. */
  async refresh(id: string): Promise<string> {
    return this.#seen(this.tracker.refresh(id).then(() => this.tracker.get(id)));
  }

  /** Lets that many milliseconds go by, in which it does what it does by itself. */
  async spend(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0;) {
      const step = Math.min(left, Math.max(1, this.parts.clock.waits[0] ?? left));
      this.parts.clock.advance(step);
      left -= step;
      await this.#busy.quiet();
    }
  }

  stateOf(id: string): string {
    const tracked = this.tracker.get(id);
    return tracked === undefined
      ? 'not tracked'
      : describeState(tracked.brief, tracked.progress, english);
  }

  /** Why what is known is old, in a sentence; empty where it is not. */
  failureOf(id: string): string {
    const error = this.tracker.get(id)?.failure?.error;
    return error instanceof ApiError ? describeApiError(error, english) : inspect(error ?? '');
  }

  /** The message that a page gets of it; it has to understand it. */
  pageOf(opened: OpenedPrediction): string {
    const view = predictionView(
      {
        opened,
        isPinned: false,
        outputs: [],
        leftOut: listOutputs(opened.whole.prediction.output).leftOut,
        staleness: this.failureOf(opened.id),
        stages: [],
        logLines: opened.whole.prediction.logs.split('\n').slice(-20),
        imageOf: () => undefined,
      },
      english,
    );
    const message = JSON.stringify({ type: 'show', view });
    if (decodeToPage(JSON.parse(message)) === undefined) throw new Error(`no page for ${message}`);
    return message;
  }

  /** Everything that anybody could read of it, or find on the disk. */
  async everything(): Promise<string[]> {
    const texts = [...this.told, ...this.bugs.map((bug) => inspect(bug, { depth: 20 }))];
    for (const { id } of this.tracker.list) {
      const opened = await this.tracker.open(id);
      if (opened !== undefined) texts.push(this.pageOf(opened), predictionJson(opened));
    }
    const entries = await readdir(this.parts.folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      texts.push(entry.name);
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile()) texts.push(await readFile(file, 'utf8'));
    }
    return texts;
  }

  /** Nothing of it may be left over then: no timer, no connection that is in use. */
  async dispose(): Promise<{ timers: number; connections: number }> {
    this.tracker.dispose();
    this.#gate.dispose();
    await this.#busy.quiet();
    this.#library.dispose();
    const connections = Object.keys(globalAgent.sockets).length;
    return { timers: this.parts.clock.waits.length, connections };
  }

  #settings(baseUrl: string): { baseUrl: string; readonly requestTimeout: number } {
    const timeout = () => this.requestTimeout;
    return {
      baseUrl,
      get requestTimeout() {
        return timeout();
      },
    };
  }

  async #seen(work: Promise<TrackedPrediction | undefined>): Promise<string> {
    const outcome = work.then(
      (tracked) => describeState(tracked?.brief ?? missing(), tracked?.progress, english),
      (error: unknown) => this.#sentence(error),
    );
    const settled = new Set<string>();
    void outcome.then((seen) => settled.add(seen));
    while (settled.size === 0) {
      // Where there is no timer it works on, with pauses for others.
      this.parts.clock.advance(this.parts.clock.waits[0] ?? 0);
      await this.#busy.quiet();
    }
    return outcome;
  }

  #sentence(error: unknown): string {
    this.told.push(inspect(error, { depth: 20, showHidden: true }), String(error));
    if (!(error instanceof ApiError)) throw error;
    const sentence = describeApiError(error, english);
    this.told.push(sentence);
    return sentence;
  }

  /** As the log channel does. */
  #tell({ id, whole, failure, ...tracked }: TrackedPrediction): void {
    this.told.push(this.failureOf(id), inspect(failure, { depth: 20, showHidden: true }));
    this.told.push(this.stateOf(id));
    if (whole === undefined) return;
    const log = this.tracker.logOf(id) ?? new GrowingLog();
    const opened = { id, whole, failure, ...tracked };
    this.told.push(...this.#logs.newText(opened, log));
  }
}

function missing(): never {
  throw new Error('it waits for nothing that could come');
}
