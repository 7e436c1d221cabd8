import type { Clock } from '../../tracking/clock';
import type { PredictionChange, TrackedPrediction } from '../../tracking/trackedPrediction';
import { isTerminal } from '../../prediction/prediction';

/** Milliseconds. What ends within them is told together: each is asked about at a time of its own. */
const together = 2500;

/** Those of the changed that have ended just now, and that nobody has seen yet. */
export function endedUnseen(changes: readonly PredictionChange[]): TrackedPrediction[] {
  return changes.flatMap(({ before, after }) => {
    if (before === undefined || after === undefined) return [];
    const hasEnded = !isTerminal(before.brief) && isTerminal(after.brief);
    return hasEnded && after.marks.has('unseen') ? [after] : [];
  });
}

/** Gathers what ends at about the same time. */
export class Endings {
  #ids: string[] = [];
  #timer: { dispose(): void } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly tell: (ids: readonly string[]) => void,
  ) {}

  add(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.#ids.push(...ids);
    this.#timer ??= this.clock.after(together, () => {
      const gathered = this.#ids;
      this.#ids = [];
      this.#timer = undefined;
      this.tell(gathered);
    });
  }

  dispose(): void {
    this.#timer?.dispose();
  }
}
