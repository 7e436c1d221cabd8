import { commands, type Disposable } from 'vscode';

import { ApiError } from '../../client/apiError';
import type { ApiKeys } from '../../host/apiKeys';
import { ensureApiKey } from '../../host/askForApiKey';
import { registerCommands } from '../../host/commandTable';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { notifyWhile } from '../../host/messages';
import type { Settings } from '../../host/settings';
import { UserError, type Remedy } from '../../host/userError';
import { singleLine } from '../../prediction/displayText';
import { modelName } from '../../prediction/prediction';
import { parseReference } from '../../prediction/reference';
import { describeState } from '../../prediction/summary';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { askForPrediction } from './lookUpInput';

export interface LookUpParts {
  readonly tracker: Tracker;
  readonly keys: ApiKeys;
  readonly settings: Settings;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

/** Below this wait, in milliseconds, a progress message would only flicker. */
const patience = 600;
const recentCount = 10;

export function registerLookUp(parts: LookUpParts): Disposable {
  return registerCommands(parts.failures, {
    'deerapi.lookUp': (given) => lookUp(parts, given),
  });
}

async function lookUp(parts: LookUpParts, given: unknown): Promise<void> {
  const { keys, settings } = parts;
  await parts.restored;
  const id = typeof given === 'string' ? idOf(given) : await chooseId(parts.tracker);
  try {
    if (id === undefined || !(await ensureApiKey(keys, settings.baseUrl))) return;
    prepareSurfaces(id);
    await fetchPrediction(parts.tracker, id);
    await showEverywhere(id);
  } catch (failure) {
    parts.failures.show(failure, id === undefined ? [] : remediesFor(failure, id));
  } finally {
    await commands.executeCommand('_deerapi.dropPreparedPreview');
  }
}

/** View and page take longer to open than most answers to come. */
function prepareSurfaces(id: string): void {
  void commands.executeCommand('deerapi.predictions.focus', { preserveFocus: true });
  void commands.executeCommand('_deerapi.preparePreview', id);
}

function idOf(given: string): string {
  const reference = parseReference(given);
  if ('id' in reference) return reference.id;
  throw new UserError(
    l10n.t('There is no prediction’s ID in “{0}”: paste one.', singleLine(given, 60)),
    [{ title: l10n.t('Look Up Prediction…'), command: 'deerapi.lookUp' }],
  );
}

function chooseId(tracker: Tracker): Promise<string | undefined> {
  return askForPrediction(tracker.list.slice(0, recentCount).map(asRecent), prepareSurfaces);
}

function asRecent({ id, brief, progress }: TrackedPrediction) {
  return { id, model: modelName(brief), state: describeState(brief, progress, l10n) };
}

async function fetchPrediction(tracker: Tracker, id: string): Promise<void> {
  const cancellation = new AbortController();
  const asking = tracker.lookUp(id, cancellation.signal);
  if (await isSettledWithin(patience, asking)) {
    await asking;
    return;
  }
  const title = l10n.t('Looking up prediction {0}…', id);
  await notifyWhile(title, cancellation, () => asking);
}

async function isSettledWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  const isSettled = await Promise.race([settled, tooLong]);
  clearTimeout(timer);
  return isSettled;
}

function remediesFor(failure: unknown, id: string): Remedy[] {
  if (failure instanceof ApiError && failure.kind === 'not-found') {
    return [{ title: l10n.t('Look Up Another…'), command: 'deerapi.lookUp' }];
  }
  return [{ title: l10n.t('Retry'), command: 'deerapi.lookUp', arguments: [id] }];
}

/** The slowest first, so that it gets ready while the others are painted. */
async function showEverywhere(id: string): Promise<void> {
  const previewing = commands.executeCommand('deerapi.preview', id);
  await commands.executeCommand('_deerapi.showState', id);
  await commands.executeCommand('_deerapi.reveal', id);
  await commands.executeCommand('_deerapi.showChannel', id);
  await previewing;
}
