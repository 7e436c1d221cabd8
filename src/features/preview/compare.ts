import { ViewColumn, window, type WebviewPanel } from 'vscode';
import * as v from 'valibot';

import { l10n } from '../../host/localization';
import { withoutIcons } from '../../host/plainText';
import { UserError } from '../../host/userError';
import { listOutputs } from '../../prediction/outputs';
import { modelName } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import type { Tracker } from '../../tracking/tracker';
import { ComparePanel, type Compared } from './comparePanel';
import type { PreviewPlaces } from './previewPanel';

export const compareType = 'deerapi.compare';
const most = 4;

const side = v.union([
  v.pipe(
    v.string(),
    v.transform((id) => ({ id, index: undefined })),
  ),
  v.pipe(
    v.object({ predictionId: v.string(), index: v.optional(v.number()) }),
    v.transform(({ predictionId, index }) => ({ id: predictionId, index })),
  ),
]);
type Side = v.InferOutput<typeof side>;

type KnownPredictions = Pick<Tracker, 'list' | 'open'>;

/**
 * Compares what was given: ids, rows of predictions or of outputs; of one prediction, its own
 * outputs. Asks where nothing was given.
 */
export async function compare(
  tracker: KnownPredictions,
  places: PreviewPlaces,
  args: readonly unknown[],
): Promise<void> {
  const given = sidesIn(args);
  const sides = given.length > 0 ? given : await pickSides(tracker);
  if (sides.length === 0) return;
  // All rows of a long list may be selected: so many are not read first.
  const compared = sides.length > most ? [] : await openSides(tracker, sides);
  if (compared.length < 2 || compared.length > most) {
    throw new UserError(l10n.t('Choose 2 to {0} predictions or outputs to compare.', most));
  }
  const title = l10n.t('Compare Outputs');
  const panel = window.createWebviewPanel(compareType, title, ViewColumn.Active);
  new ComparePanel(places, panel, compared);
}

/** What the page has noted, by which VS Code brings its tab back. */
const noted = v.object({
  sides: v.array(
    v.object({ id: v.string(), index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ),
});

/** Fills a tab that VS Code has brought back; closes it where less than two are still tracked. */
export async function reviveCompare(
  tracker: KnownPredictions,
  places: PreviewPlaces,
  panel: WebviewPanel,
  state: unknown,
): Promise<void> {
  const known = v.safeParse(noted, state);
  const sides = known.success ? known.output.sides.slice(0, most) : [];
  const compared = await openSides(tracker, sides);
  if (compared.length < 2) panel.dispose();
  else new ComparePanel(places, panel, compared);
}

/** A view gives the row clicked, then all rows selected. */
function sidesIn(args: readonly unknown[]): Side[] {
  const [, selected] = args;
  const given: unknown[] = Array.isArray(selected) && selected.length > 1 ? selected : [...args];
  return given.flatMap((each) => {
    const known = v.safeParse(side, each);
    return known.success ? [known.output] : [];
  });
}

async function openSides(tracker: KnownPredictions, sides: readonly Side[]): Promise<Compared[]> {
  const opened: Compared[] = [];
  for (const { id, index } of sides) {
    const prediction = await tracker.open(id);
    if (prediction === undefined) continue;
    const count = listOutputs(prediction.whole.prediction.output).outputs.length;
    // One prediction alone is compared with itself: its outputs with each other.
    const indices =
      sides.length === 1 && index === undefined
        ? Array.from({ length: Math.min(most, count) }, (_, each) => each)
        : [index ?? 0];
    for (const each of indices) opened.push({ opened: prediction, index: each });
  }
  return opened;
}

async function pickSides(tracker: KnownPredictions): Promise<Side[]> {
  const offered = tracker.list.filter(({ brief }) => brief.hasOutput);
  if (offered.length === 0) {
    throw new UserError(
      l10n.t('There are no outputs to compare yet: look a prediction up first.'),
      [{ title: l10n.t('Look Up Prediction…'), command: 'deerapi.lookUp' }],
    );
  }
  const items = offered.map(({ id, brief, progress }) => ({
    label: withoutIcons(modelName(brief)) || id,
    description: withoutIcons(`${id} · ${describeState(brief, progress, l10n)}`),
    id,
  }));
  const picked = await window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: l10n.t('Compare Outputs'),
    placeHolder: l10n.t(
      'Choose one prediction with several outputs, or 2 to {0} predictions',
      most,
    ),
    matchOnDescription: true,
    canPickMany: true,
  });
  return (picked ?? []).map(({ id }) => ({ id, index: undefined }));
}
