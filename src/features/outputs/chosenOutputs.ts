import { window } from 'vscode';

import { l10n } from '../../host/localization';
import { withoutIcons } from '../../host/plainText';
import { choosePredictions } from '../../host/predictionArguments';
import { UserError } from '../../host/userError';
import { listOutputs, outputName, type Output } from '../../prediction/outputs';
import { isTerminal } from '../../prediction/prediction';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { outputsMeant, type OutputsMeant } from './outputArguments';

/** An output that a command is about. */
export interface ChosenOutput {
  readonly tracked: OpenedPrediction;
  readonly output: Output;
  /** Among the prediction's outputs, from 0. */
  readonly index: number;
  /** How many outputs the prediction has. */
  readonly count: number;
}

const nameLength = 100;

/**
 * The outputs that a command is about; where nothing was given, those of the prediction that the
 * person picks. Empty where they turned away.
 * @throws UserError where there are none.
 */
export async function chooseOutputs(
  tracker: Tracker,
  args: readonly unknown[],
  title: string,
): Promise<ChosenOutput[]> {
  const meant = outputsMeant(args);
  const rows = meant.map(({ predictionId }) => ({ type: 'prediction', predictionId }));
  const offered = tracker.list.filter(({ brief }) => brief.hasOutput);
  const chosen = await choosePredictions(tracker, [rows[0], rows], title, offered);
  const found: ChosenOutput[] = [];
  const without: OpenedPrediction[] = [];
  for (const { id } of chosen) {
    const opened = await tracker.open(id);
    if (opened === undefined) continue;
    const outputs = outputsOf(opened, meant);
    found.push(...outputs);
    if (outputs.length === 0) without.push(opened);
  }
  const [first] = without;
  if (found.length === 0 && first !== undefined) throw new UserError(whyNone(first));
  return found;
}

/** As {@link chooseOutputs}, for a command about one: asks which where there are several. */
export async function chooseOutput(
  tracker: Tracker,
  args: readonly unknown[],
  title: string,
): Promise<ChosenOutput | undefined> {
  const chosen = await chooseOutputs(tracker, args.slice(0, numberOfIdAndPlace(args)), title);
  if (chosen.length < 2) return chosen[0];
  const items = chosen.map((each) => ({
    label: withoutIcons(outputName(each.output, nameLength)),
    description: withoutIcons(each.output.label),
    each,
  }));
  const placeHolder = l10n.t('Choose an output');
  const picked = await window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  return picked?.each;
}

/** Of several rows that are selected, such a command is about the one that was clicked. */
function numberOfIdAndPlace([first]: readonly unknown[]): number {
  return typeof first === 'string' ? 2 : 1;
}

function outputsOf(tracked: OpenedPrediction, meant: readonly OutputsMeant[]): ChosenOutput[] {
  const all = listOutputs(tracked.whole.prediction.output).outputs;
  const { indices } = meant.find(({ predictionId }) => predictionId === tracked.id) ?? {
    indices: 'all',
  };
  return all
    .map((output, index) => ({ tracked, output, index, count: all.length }))
    .filter(({ index }) => indices === 'all' || indices.includes(index));
}

function whyNone({ id, brief, whole }: OpenedPrediction): string {
  if (whole.prediction.output !== null) {
    return l10n.t('Prediction {0} has no such output: refresh it, then try again.', id);
  }
  if (!isTerminal(brief)) {
    return l10n.t('Prediction {0} has made nothing yet: wait until it has ended.', id);
  }
  if (brief.dataRemoved) {
    return l10n.t('The server had deleted what prediction {0} made before it was looked up.', id);
  }
  return l10n.t('Prediction {0} has made nothing.', id);
}
