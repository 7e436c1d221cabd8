import { runSeconds, type PredictionBrief } from '../prediction/prediction';

/** Runs that are remembered of one model: enough for a median, few enough to follow a change. */
const runsKept = 25;

/** Models that are remembered; the one that ended longest ago goes first. */
const modelsKept = 500;

/** How long earlier predictions of each model ran. In memory alone: what is tracked fills it again. */
export class ModelHistory {
  /** Seconds by prediction id, by model; in both, the newest last. */
  readonly #runs = new Map<string, Map<string, number>>();

  /** Takes note of a prediction that has ended. Each counts once, and only if it succeeded. */
  note(brief: PredictionBrief): void {
    const model = keyOf(brief.model, brief.version);
    const seconds = runSeconds(brief) ?? 0;
    if (brief.status !== 'succeeded' || model === undefined || seconds <= 0) return;
    const runs = this.#runs.get(model) ?? new Map<string, number>();
    putLast(runs, brief.id, seconds, runsKept);
    putLast(this.#runs, model, runs, modelsKept);
  }

  /** Median seconds of the latest runs; undefined where none is known. The version tells models without a name apart. */
  typicalRun(model: string, version = ''): number | undefined {
    const key = keyOf(model, version);
    const runs = key === undefined ? undefined : this.#runs.get(key);
    return runs && median([...runs.values()]);
  }
}

/** Undefined where neither says which model it is. */
function keyOf(model: string, version: string): string | undefined {
  if (model !== '') return `model ${model}`;
  return version === '' || version === 'hidden' ? undefined : `version ${version}`;
}

function putLast<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function median(values: number[]): number | undefined {
  values.sort((a, b) => a - b);
  const upper = values[Math.floor(values.length / 2)];
  const lower = values[Math.floor((values.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : lower + (upper - lower) / 2;
}
