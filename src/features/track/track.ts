import { commands, Disposable } from 'vscode';

import type { ApiKeys } from '../../host/apiKeys';
import { ensureApiKey } from '../../host/askForApiKey';
import { registerCommands } from '../../host/commandTable';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { isAgreed, showMessage } from '../../host/messages';
import type { ReadOnlyDocuments } from '../../host/readOnlyDocuments';
import type { Settings } from '../../host/settings';
import { UserError } from '../../host/userError';
import type { ReferenceList } from '../../prediction/referenceList';
import type { Tracker } from '../../tracking/tracker';
import { readPatiently } from './patientReading';
import { ReferenceReader } from './referenceReader';
import { inPieces, type Text } from './text';
import { askForText } from './trackInput';
import { describeNotUnderstood, describeTracked } from './trackReport';

export interface TrackParts {
  readonly tracker: Tracker;
  readonly keys: ApiKeys;
  readonly settings: Settings;
  readonly documents: ReadOnlyDocuments;
  readonly failures: FailureMessages;
  /** The bundle that finds predictions in long texts, in a thread of its own. */
  readonly threadFile: string;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

const folder = 'track';

/** More than this at once may be a mistake, and takes minutes. */
const manyIds = 1000;

export function registerTrack(parts: TrackParts): Disposable {
  const reader = new ReferenceReader(parts.threadFile);
  // VS Code keeps the tab open over a reload, but not what was listed in it.
  parts.documents.serve(folder, () => l10n.t('This list is gone: it is not kept over a reload.'));
  const registered = registerCommands(parts.failures, {
    'deerapi.track': async (given) => {
      await parts.restored;
      const text = textOf(given) ?? (await askForText(reader));
      const found = text && (await readPatiently(reader, text));
      if (found !== undefined) await track(parts, found);
    },
  });
  return Disposable.from(registered, reader);
}

/** Ids, one or many, as other extensions and key bindings give them. */
function textOf(given: unknown): Text | undefined {
  if (typeof given === 'string') return inPieces(given);
  if (!Array.isArray(given)) return undefined;
  return inPieces(given.filter((id) => typeof id === 'string').join('\n'));
}

async function track(parts: TrackParts, found: ReferenceList): Promise<void> {
  const { tracker, keys, settings } = parts;
  if (found.ids.length === 0) {
    throw new UserError(
      l10n.t('No prediction’s ID is in this text: paste IDs, URLs, or JSON that holds them.'),
      [{ title: l10n.t('Track Predictions…'), command: 'deerapi.track' }],
    );
  }
  if (found.furtherIds > 0) {
    throw new UserError(
      l10n.t(
        'This text names {0} predictions: at most {1} can be tracked at once.',
        found.ids.length + found.furtherIds,
        found.ids.length,
      ),
    );
  }
  const fresh = found.ids.filter((id) => tracker.isNew(id));
  if (!(await isConfirmed(fresh.length, settings))) return;
  if (fresh.length > 0 && !(await ensureApiKey(keys, settings.baseUrl))) return;
  const added = await tracker.track(fresh);
  await commands.executeCommand('deerapi.predictions.focus', { preserveFocus: true });
  report(parts, found, added.length);
}

async function isConfirmed(count: number, settings: Settings): Promise<boolean> {
  if (count <= manyIds) return true;
  const perMinute = settings.polling.requestsPerMinute;
  const detail = l10n.t(
    'Each is asked for once, and then again while it runs; with {0} requests a minute, the first round takes about {1} minutes.',
    perMinute,
    Math.ceil(count / perMinute),
  );
  const question = l10n.t('Track {0} predictions?', count);
  return isAgreed('information', { question, detail, proceed: l10n.t('Track') });
}

function report({ documents }: TrackParts, found: ReferenceList, added: number): void {
  const known = found.ids.length - added;
  const unread = found.notUnderstood.length + found.furtherNotUnderstood;
  const sentence = describeTracked({ added, known, unread }, l10n);
  const showUnread = l10n.t('Show Them');
  const buttons = unread > 0 ? [showUnread] : [];
  void showMessage('information', sentence, ...buttons).then((chosen) => {
    if (chosen !== showUnread) return;
    const text = describeNotUnderstood(found, l10n);
    documents.serve(folder, () => text);
    void documents.show(folder, 'not-understood.txt');
  });
}
