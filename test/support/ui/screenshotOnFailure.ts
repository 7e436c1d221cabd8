import type { PredictionsWindow } from './predictionsWindow';

/** After a test that failed: leaves a picture of what there was to see. */
export async function screenshotOnFailure(
  test: Mocha.Test | undefined,
  window: PredictionsWindow,
): Promise<void> {
  if (test?.state !== 'failed') return;
  await window.screenshot(`failed-${test.title.replace(/\W+/g, '-').slice(0, 60)}`);
}
