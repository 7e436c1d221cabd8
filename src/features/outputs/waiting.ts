import { ProgressLocation, window } from 'vscode';

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
  let show: ReportDone = () => undefined;
  const working = work(controller.signal, (done, total) => {
    show(done, total);
  });
  const ended = working.then(
    () => true,
    () => true,
  );
  if (await Promise.race([ended, moment()])) return working;
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  await window.withProgress(options, (progress, token) => {
    let shown = 0;
    show = (done, total) => {
      progress.report({ message: `${done}/${total}`, increment: ((done - shown) / total) * 100 });
      shown = done;
    };
    token.onCancellationRequested(() => {
      controller.abort();
    });
    return ended;
  });
  return working;
}

function moment(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, unnoticed);
  });
}
