import { window } from 'vscode';

import { singleLine } from '../prediction/displayText';
import { modelName } from '../prediction/prediction';
import { describeState } from '../prediction/summary';
import type { TrackedPrediction } from '../tracking/trackedPrediction';
import type { Tracker } from '../tracking/tracker';
import { l10n } from './localization';
import { withoutIcons } from './plainText';
import { UserError } from './userError';

/**
 * The tracked predictions that a command is about: an id, the rows of a tree, or, where nothing was
 * given, the one that the person picks from `offered`. Empty where they turned away.
 * @throws UserError where nothing is tracked, or nothing of what was asked for.
 */
export async function choosePredictions(
  tracker: Tracker,
  args: readonly unknown[],
  title: string,
  offered: readonly TrackedPrediction[] = tracker.list,
): Promise<TrackedPrediction[]> {
  const ids = idsIn(args);
  const [firstId] = ids;
  if (firstId !== undefined) return trackedOf(tracker, ids) ?? failAsNotTracked(firstId);
  const picked = await pickPrediction(tracker, title, offered);
  return picked === undefined ? [] : [picked];
}

/** As {@link choosePredictions}, for a command about one. */
export async function choosePrediction(
  tracker: Tracker,
  args: readonly unknown[],
  title: string,
): Promise<TrackedPrediction | undefined> {
  const [first] = await choosePredictions(tracker, args.slice(0, 1), title);
  return first;
}

/** Those of them that are there; another window may have taken off some. Undefined where none is. */
function trackedOf(tracker: Tracker, ids: readonly string[]): TrackedPrediction[] | undefined {
  const found = ids.map((id) => tracker.get(id)).filter((tracked) => tracked !== undefined);
  if (found.length === 0) return undefined;
  if (found.length < ids.length) {
    const sentence = l10n.t(
      '{0} of {1} are no longer tracked.',
      ids.length - found.length,
      ids.length,
    );
    window.setStatusBarMessage(sentence, 5000);
  }
  return found;
}

/** A view gives the row clicked, then all rows selected. */
function idsIn([first, selected]: readonly unknown[]): string[] {
  const rows =
    Array.isArray(selected) && selected.length > 1 ? selected.filter(isPredictionRow) : [first];
  return [...new Set(rows.map(idOf).filter((id) => id !== undefined))];
}

/** Of several rows, what stands under a prediction does not stand for it. */
function isPredictionRow(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'type' in row && row.type === 'prediction';
}

function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('predictionId' in value)) return undefined;
  return typeof value.predictionId === 'string' ? value.predictionId : undefined;
}

/** Says so where a command has nothing to work on, with the way out of it. */
export function nothingTracked(): UserError {
  return new UserError(l10n.t('No prediction is tracked yet: look one up first.'), [
    { title: l10n.t('Look Up Prediction…'), command: 'deerapi.lookUp' },
  ]);
}

async function pickPrediction(
  tracker: Tracker,
  title: string,
  offered: readonly TrackedPrediction[],
): Promise<TrackedPrediction | undefined> {
  if (tracker.size === 0) throw nothingTracked();
  if (offered.length === 0) {
    throw new UserError(l10n.t('{0}: there is no prediction for which this can be done.', title));
  }
  const items = offered.map((tracked) => ({
    label: withoutIcons(modelName(tracked.brief)) || tracked.id,
    description: withoutIcons(
      `${tracked.id} · ${describeState(tracked.brief, tracked.progress, l10n)}`,
    ),
    tracked,
  }));
  const picked = await window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder: l10n.t('Choose a prediction'),
    matchOnDescription: true,
  });
  return picked?.tracked;
}

function failAsNotTracked(id: string): never {
  throw new UserError(
    l10n.t('Prediction {0} is not tracked: look it up first.', singleLine(id, 60)),
    [{ title: l10n.t('Look Up'), command: 'deerapi.lookUp', arguments: [id] }],
  );
}
