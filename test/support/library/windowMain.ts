import { killAtStep, watchSteps } from './killAtStep';
import { AskingLease } from '../../../src/library/askingLease';
import type { LibraryReport } from '../../../src/library/libraryReport';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import type { StoreChange } from '../../../src/library/storedPrediction';

/*
 * What one window does with the library, in a process of its own: it does what its parent says, and
 * tells it what happens. Its argument is the folder.
 */

export interface WindowCall {
  readonly number: number;
  readonly method: keyof typeof methods;
  readonly args: readonly unknown[];
}

export type WindowMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly number: number; readonly result: unknown }
  | { readonly type: 'changes'; readonly changes: readonly StoreChange[] }
  | { readonly type: 'held'; readonly isHeld: boolean }
  | { readonly type: 'report'; readonly report: LibraryReport };

const folder = process.argv[2] ?? '';
const report = (told: LibraryReport) => {
  tell({ type: 'report', report: told });
};
const library = new PredictionLibrary(folder, report);
const lease = new AskingLease(folder, {
  report,
  onDidChange: (isHeld) => {
    tell({ type: 'held', isHeld });
  },
});

export const methods = {
  load: library.load.bind(library),
  read: library.read.bind(library),
  add: library.add.bind(library),
  update: library.update.bind(library),
  mark: library.mark.bind(library),
  remove: library.remove.bind(library),
  bringBack: library.bringBack.bind(library),
  listen: (): void => {
    library.onDidChange((changes) => {
      tell({ type: 'changes', changes });
    });
  },
  setNeeded: lease.setNeeded.bind(lease),
  setPreferred: lease.setPreferred.bind(lease),
  killAtStep,
  /** As a window does that is closed. */
  exit: (): void => {
    lease.dispose();
    process.exit(0);
  },
};

function tell(message: WindowMessage): void {
  process.send?.(message);
}

async function main(): Promise<void> {
  await watchSteps();
  process.on('message', ({ number, method, args }: WindowCall) => {
    const call = methods[method] as (...args: readonly unknown[]) => unknown;
    void Promise.resolve(call(...args)).then((result) => {
      tell({ type: 'result', number, result });
    });
  });
  process.on('disconnect', () => process.exit(0));
  tell({ type: 'ready' });
}

void main();
