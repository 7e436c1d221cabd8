/** No API gives it, so it is never mistaken for a prediction of the person's own. */
export const sampleId = 'sample0prediction0deerapi0';
/** Stands where the base URL does: nothing is sent anywhere. */
export const sampleBaseUrl = 'sample:deerapi';

const queueSeconds = 2;
const steps = 28;
const stepsPerSecond = 2.5;
// Divided, not multiplied by 0.4, which would give 13.200000000000001 to read.
const runSeconds = 2 + steps / stepsPerSecond;
const prompt = 'a lake at the foot of a mountain, at two times of the day';

/**
 * What an API would answer about the sample at a moment of its run: it waits, works, draws a progress
 * bar, and has made its images in the end.
 * @param startedAt In milliseconds since 1970; -Infinity for one that has long ended.
 * @param images As `data:` URIs.
 */
export function sampleAnswer(startedAt: number, now: number, images: readonly string[]): object {
  const queuedFor = (now - startedAt) / 1000;
  const createdAt = Number.isFinite(startedAt) ? startedAt : now - 60_000;
  const ranFor = Math.min(queuedFor - queueSeconds, runSeconds);
  const hasEnded = ranFor >= runSeconds;
  const moment = (seconds: number) => new Date(createdAt + seconds * 1000).toISOString();
  return {
    id: sampleId,
    model: 'deerapi/sample',
    version: 'sample',
    status: ranFor < 0 ? 'starting' : hasEnded ? 'succeeded' : 'processing',
    input: { prompt, num_outputs: images.length, num_inference_steps: steps, seed: 28_182 },
    output: hasEnded ? images : null,
    error: null,
    logs: sampleLog(ranFor),
    metrics: hasEnded ? { predict_time: runSeconds, image_count: images.length } : {},
    created_at: moment(0),
    started_at: ranFor < 0 ? null : moment(queueSeconds),
    completed_at: hasEnded ? moment(queueSeconds + runSeconds) : null,
  };
}

function sampleLog(ranFor: number): string {
  if (ranFor < 0) return '';
  const step = Math.min(steps, Math.floor(ranFor * stepsPerSecond));
  const drawings = Array.from({ length: step + 1 }, (_, at) => barText(at));
  const log = `A sample run of DeerAPI Predictions: nothing is sent anywhere.\nUsing seed: 28182\n${drawings.join('\r')}`;
  return ranFor < runSeconds ? log : `${log}\nGenerated images in ${runSeconds} s\n`;
}

function barText(step: number): string {
  const percent = String(Math.round((100 * step) / steps)).padStart(3);
  const blocks = '█'.repeat(Math.floor((10 * step) / steps)).padEnd(10);
  const clocks = `${clock(step)}<${clock(steps - step)}`;
  return `Denoising: ${percent}%|${blocks}| ${step}/${steps} [${clocks}, ${stepsPerSecond}it/s]`;
}

function clock(count: number): string {
  return `00:${String(Math.floor(count / stepsPerSecond)).padStart(2, '0')}`;
}
