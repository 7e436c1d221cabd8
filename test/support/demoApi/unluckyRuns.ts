import type { LiveRun } from './liveRun';
import { bar, lines } from './logScript';

/** Live predictions that fail, are canceled or aborted. */
export const unluckyRuns: readonly LiveRun[] = [
  {
    id: 'nsfwfail2b7j5k1m8p4s0v6x3z',
    does: 'queues 2 s, runs 6 s, failed: NSFW content detected; no model',
    version: 'hidden',
    input: { prompt: 'a portrait' },
    phases: [
      ['starting', 2],
      ['processing', 6],
    ],
    log: [
      ...lines(0.2, 'Using seed: 33524'),
      ...bar({ from: 1, to: 5, total: 20, redraw: '\n' }),
      ...lines(5.5, 'NSFW content detected'),
    ],
    ending: { status: 'failed', error: 'NSFW content detected' },
  },
  {
    id: 'tracebackfail6z3t5w0n8b2j7',
    does: 'queues 2 s, runs 12 s, failed: out of memory (E1001), a traceback in the log',
    model: 'lucataco/sdxl-refiner',
    version: 'dp-5b8c7f2a9e41d3',
    input: { prompt: 'a canyon, 16 times as large', width: 8192, height: 8192 },
    phases: [
      ['starting', 2],
      ['processing', 12],
    ],
    log: [
      ...bar({ from: 0.5, to: 11, total: 30, label: 'Base: ' }).slice(0, -12),
      ...lines(
        11.5,
        '',
        'Traceback (most recent call last):',
        '  File "/src/predict.py", line 159, in predict',
        '    image = self.refiner(latents).images[0]',
        'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 16.00 GiB',
      ),
    ],
    fractionDigits: 6,
    ending: {
      status: 'failed',
      error: 'CUDA out of memory. Tried to allocate 16.00 GiB (code: E1001)',
    },
  },
  {
    id: 'canceledrun1v6z3t5w0n8b2j7',
    does: 'queues 2 s, runs 8 s, canceled with one of two images made; empty model',
    model: '',
    version: 'hidden',
    input: { prompt: 'half a diptych', num_outputs: 2 },
    phases: [
      ['starting', 2],
      ['processing', 8],
    ],
    log: [
      ...bar({ from: 0.5, to: 5, total: 30 }),
      ...bar({ from: 5, to: 11, total: 30 }).filter(({ at }) => at < 8),
    ],
    output: ({ ran, file }) => ran >= 5 && [file('lake-1.webp')],
    ending: { status: 'canceled' },
  },
  {
    id: 'canceledqueue6z3t5w0n8b2j7',
    does: 'canceled after 6 s in the queue: never started',
    model: 'black-forest-labs/flux-dev',
    version: 'hidden',
    input: { prompt: 'never mind' },
    phases: [['starting', 6]],
    log: [],
    emptyLog: null,
    ending: { status: 'canceled' },
  },
  {
    id: 'abortedrunr1v6z3t5w0n8b2j7',
    does: 'queues 2 s, runs 10 s, aborted: its deadline passed',
    model: 'demo/slow-model',
    version: 'hidden',
    input: { prompt: 'too much to do' },
    phases: [
      ['starting', 2],
      ['processing', 10],
    ],
    log: bar({ from: 1, to: 41, total: 40, redraw: '\n' }).filter(({ at }) => at < 10),
    ending: { status: 'aborted', error: 'Prediction was aborted: its deadline passed' },
  },
  {
    id: 'abortedqueuev6z3t5w0n8b2j7',
    does: 'aborted after 8 s in the queue: never started, no error told',
    model: 'demo/slow-model',
    version: 'hidden',
    input: { prompt: 'no one came' },
    phases: [['starting', 8]],
    log: [],
    ending: { status: 'aborted' },
  },
];
