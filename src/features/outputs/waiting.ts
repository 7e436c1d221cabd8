import { notifyWhile, type NotifiedProgress } from '../../host/messages';

/** Milliseconds. What is done sooner needs no notification. */
const unnoticed = 400;

/** Told how far it is: what is done, of how much. */
export type ReportDone = (done: number, total: number) => void;

/** A person waits for it: after a moment a notification shows how far it is, and lets them cancel. */
export async function whilePersonWaits<Result>(
  title: string,
  work: (signal: AbortSignal, report: ReportDone) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const progress = new DoneSoFar();
  const working = work(controller.signal, (done, total) => {
    progress.report(done, total);
  });
  const ended = working.then(
    () => true,
    () => true,
  );
  if (await Promise.race([ended, moment()])) return working;
  await notifyWhile(title, controller, (shown) => {
    progress.showIn(shown);
    return ended;
  });
  return working;
}

/** What is done already when the notification comes is shown there, too. */
class DoneSoFar {
  #last: readonly [done: number, total: number] | undefined;
  #shown: NotifiedProgress | undefined;
  #shownPercent = 0;

  report(done: number, total: number): void {
    this.#last = [done, total];
    const percent = (done / total) * 100;
    if (this.#shown === undefined) return;
    this.#shown.report({ message: `${done}/${total}`, increment: percent - this.#shownPercent });
    this.#shownPercent = percent;
  }

  showIn(progress: NotifiedProgress): void {
    this.#shown = progress;
    if (this.#last !== undefined) this.report(...this.#last);
  }
}

function moment(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, unnoticed);
  });
}
