import { window, workspace, type TextDocument, type TextEditor } from 'vscode';

import type { Attention } from '../../host/attention';
import { DisposableStore } from '../../host/disposableStore';
import { revealEnd, stayAtEnd } from '../../host/endOfDocument';
import { l10n } from '../../host/localization';
import {
  isIn,
  nameOf,
  openDocuments,
  type DocumentText,
  type ReadOnlyDocuments,
} from '../../host/readOnlyDocuments';
import { GrowingLog } from '../../prediction/log/growingLog';
import { isTerminal } from '../../prediction/prediction';
import type { Clock } from '../../tracking/clock';
import { takeSteps } from '../../tracking/slices';
import type {
  OpenedPrediction,
  PredictionChange,
  TrackedPrediction,
} from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { idInName, logDocumentName } from './logDocumentName';
import { describeNoLog } from './noLog';
import { ShownLog } from './shownLog';
import { UpdatePace } from '../../host/updatePace';

export interface LogDocumentsParts {
  readonly tracker: Tracker;
  readonly documents: ReadOnlyDocuments;
  readonly attention: Attention;
  readonly clock: Clock;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

/** Told apart from other people's logs by this name: the manifest gives its files their language. */
const folder = 'deerapi-logs';
/** Milliseconds for each unit of a log between two updates: VS Code reads all of it each time. */
const restPerUnit = 1 / 2500;

interface OpenLog {
  readonly shown: ShownLog;
  /** The log as it is read while the prediction runs, or else was read for this document. */
  log: GrowingLog | undefined;
  /** Settles when what was asked for so far is shown. */
  taken: Promise<void>;
}

/** The log of each prediction in a document of its own, which grows while it is open. */
export class LogDocuments {
  readonly #store = new DisposableStore();
  readonly #pace: UpdatePace;
  readonly #logs = new Map<string, OpenLog>();

  constructor(private readonly parts: LogDocumentsParts) {
    const { tracker, documents, clock } = parts;
    this.#pace = this.#store.add(new UpdatePace(clock));
    documents.serve(folder, (name) => this.#textOf(idInName(name)));
    this.#store.add(stayAtEnd(isLog));
    this.#store.add(
      tracker.onDidChange((changes) => {
        for (const change of changes) if (hasNewLog(change)) this.#noteNewLog(change.id);
      }),
    );
    this.#store.add(
      workspace.onDidOpenTextDocument((document) => {
        // What has changed since it was read for this document was not told.
        if (isLog(document) && this.logOf(document) === undefined) this.#update(idOf(document));
      }),
    );
    this.#store.add(
      workspace.onDidCloseTextDocument((document) => {
        if (isLog(document) && documentsOf(idOf(document)).length === 0) {
          this.#logs.delete(idOf(document));
        }
      }),
    );
    this.#store.add(
      window.onDidChangeVisibleTextEditors((editors) => {
        this.#noteWatched(editors);
      }),
    );
    this.#noteWatched(window.visibleTextEditors);
  }

  /** At the end where that is what matters: one runs, or is opened and has come to no good. */
  async show(tracked: TrackedPrediction): Promise<void> {
    const { id, brief } = tracked;
    const [open] = documentsOf(id);
    const name = open === undefined ? logDocumentName(tracked) : nameOf(open.uri);
    const editor = await this.parts.documents.show(folder, name);
    if (!isTerminal(brief) || (open === undefined && brief.status !== 'succeeded')) {
      revealEnd(editor);
    }
  }

  logOf(document: TextDocument): ShownLog | undefined {
    return this.#logs.get(idOf(document))?.shown;
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #textOf(id: string): Promise<DocumentText> {
    const { tracker, restored } = this.parts;
    await restored;
    const opened = await tracker.open(id);
    const open = this.#logs.get(id) ?? newOpenLog();
    this.#logs.set(id, open);
    if (opened !== undefined) {
      open.taken = open.taken.then(() => this.#take(open, opened));
      await open.taken;
    }
    return open.shown.isEmpty ? describeNoLog(opened?.brief, l10n) : open.shown.bytes;
  }

  /** Reads the log only where nobody else does. */
  async #take(open: OpenLog, { id, whole: { prediction } }: OpenedPrediction): Promise<void> {
    const known = this.parts.tracker.logOf(id);
    const log = known ?? open.log ?? new GrowingLog();
    open.log = log;
    if (known === undefined) await takeSteps(log.read(prediction.logs, isTerminal(prediction)));
    await takeSteps(open.shown.take(log));
  }

  #noteNewLog(id: string): void {
    const open = this.#logs.get(id);
    // With its last answer it is read to its end, and then let go by those who follow it.
    if (open !== undefined) open.log = this.parts.tracker.logOf(id) ?? open.log;
    this.#update(id);
  }

  #update(id: string): void {
    const open = documentsOf(id);
    if (open.length === 0) {
      this.#logs.delete(id);
      return;
    }
    const length = this.#logs.get(id)?.shown.length ?? 0;
    this.#pace.request(id, length * restPerUnit, () => {
      for (const { uri } of open) this.parts.documents.update(folder, nameOf(uri));
    });
  }

  #noteWatched(editors: readonly TextEditor[]): void {
    const logs = editors.map(({ document }) => document).filter(isLog);
    this.parts.attention.show('log', logs.length === 0 ? undefined : new Set(logs.map(idOf)));
  }
}

function newOpenLog(): OpenLog {
  return { shown: new ShownLog(l10n), log: undefined, taken: Promise.resolve() };
}

function isLog({ uri }: TextDocument): boolean {
  return isIn(folder, uri);
}

function idOf({ uri }: TextDocument): string {
  return idInName(nameOf(uri));
}

function documentsOf(id: string): TextDocument[] {
  return openDocuments(folder).filter((document) => idOf(document) === id);
}

function hasNewLog({ before, after }: PredictionChange): boolean {
  if (before === undefined || after === undefined) return after !== undefined;
  return (
    before.whole?.prediction.logs !== after.whole?.prediction.logs ||
    before.brief.dataRemoved !== after.brief.dataRemoved ||
    isTerminal(before.brief) !== isTerminal(after.brief)
  );
}
