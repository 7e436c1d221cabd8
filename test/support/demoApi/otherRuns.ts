import type { LiveRun } from './liveRun';
import { bar, lines } from './logScript';

const story =
  'At first light the lake was so still that the mountains stood in it twice. A deer came down to drink and saw another deer look up. Both bowed, and the morning began. 鹿低下头，湖里的鹿也低下头。';
const tokens = story.match(/\s?\w+|./gu) ?? [];
const tokensPerSecond = 4;

/** Live predictions that succeed with something else than images. */
export const otherRuns: readonly LiveRun[] = [
  {
    id: 'llamatokens1v6z3t5w0n8b2j7',
    does: `queues 1 s, runs ${Math.ceil(tokens.length / tokensPerSecond)} s: an LLM whose tokens stream into the output`,
    model: 'meta/meta-llama-3-70b-instruct',
    version: 'hidden',
    input: { prompt: 'Tell a story of a deer at a lake.', max_tokens: 512, temperature: 0.6 },
    phases: [
      ['starting', 1],
      ['processing', Math.ceil(tokens.length / tokensPerSecond)],
    ],
    log: lines(
      0.1,
      'Your formatted prompt is:',
      '[INST] <<SYS>>',
      'You are a helpful assistant.',
      '<</SYS>>',
      'Tell a story of a deer at a lake. [/INST]',
      'Exllama: True',
    ),
    output: ({ ran }) => tokens.slice(0, Math.floor(ran * tokensPerSecond)),
    ending: {
      status: 'succeeded',
      metrics: {
        input_token_count: 18,
        output_token_count: tokens.length,
        tokens_per_second: tokensPerSecond,
        time_to_first_token: 0.25,
      },
    },
  },
  {
    id: 'trainlora8r1v6z3t5w0n8b2j7',
    does: 'queues 5 s, runs 60 s: training steps with losses, then weights (zip) in an object',
    model: 'ostris/flux-dev-lora-trainer',
    version: '4ffd32160efd92e956d39c5338a9b8fbafca58e03f791f6d8011f3e20e8ea6fa',
    input: { input_images: 'https://example.com/deer.zip', trigger_word: 'DEER', steps: 500 },
    phases: [
      ['starting', 5],
      ['processing', 60],
    ],
    log: [
      ...lines(0.5, 'Extracted 14 images', 'Loading pipeline'),
      ...bar({ from: 2, to: 5, total: 3, label: 'Loading checkpoint shards: ' }),
      ...bar({
        from: 6,
        to: 57,
        total: 500,
        every: 5,
        label: 'flux_train_replicate: ',
        postfix: (step) => `lr: 4.0e-04 loss: ${(0.6 * Math.exp(-step / 220) + 0.05).toFixed(3)}`,
      }),
      ...lines(58, 'Saving checkpoint to output/flux_train_replicate'),
    ],
    output: ({ ended, file }) =>
      ended && { version: 'demo/deer-lora:0f1e2d3c4b5a', weights: file('weights.zip') },
    fractionDigits: 6,
    ending: { status: 'succeeded' },
  },
  {
    id: 'videonobarr1v6z3t5w0n8b2j7',
    does: 'queues 3 s, runs 10 s: no bar at all, a short video (mp4, H.264) as a string',
    model: 'minimax/video-01',
    version: 'hidden',
    input: { prompt: 'sunrise over a lake', duration: 2 },
    phases: [
      ['starting', 3],
      ['processing', 10],
    ],
    log: [
      ...lines(0.2, 'Running prediction...', 'Using seed: 46132'),
      ...lines(1, 'Generating video...'),
      ...lines(9, 'Generated video in 8.0sec', 'Downloaded video in 0.11sec'),
    ],
    output: ({ ended, file }) => ended && file('sunrise.mp4'),
    ending: { status: 'succeeded', metrics: { video_output_duration_seconds: 2 } },
  },
  {
    id: 'webmframesr1v6z3t5w0n8b2j7',
    does: 'queues 2 s, runs 14 s: slow steps, a bar cut by a warning, a WebM (VP8)',
    model: 'demo/frame-weaver',
    version: '',
    input: { prompt: 'sunrise over a lake', fps: 12 },
    phases: [
      ['starting', 2],
      ['processing', 14],
    ],
    log: [
      { at: 0.5, text: 'Fetching 1 files:   0%|          | 0/1 [00:00<?, ?it/s]' },
      ...lines(1, '/src/frames.py:41: UserWarning: deprecated'),
      ...bar({ from: 2, to: 13, total: 8, label: 'Steps: ', redraw: '\n' }),
    ],
    output: ({ ended, file }) => ended && [file('sunrise.webm')],
    fractionDigits: 8,
    ending: { status: 'succeeded' },
  },
  {
    id: '6f1c2b7e-3d94-4a58-9b0e-d1a7c4e85f23',
    does: 'queues 2 s, runs 9 s: a UUID for id, coloured log, sound (mp3 and wav)',
    model: 'meta/musicgen',
    version: '671ac645ce5e552cc63a54a2bbff63fcf798043055d2dac5fc9e36a837eedcfb',
    input: { prompt: 'three bells', duration: 2 },
    phases: [
      ['starting', 2],
      ['processing', 9],
    ],
    log: [
      ...lines(0.2, '\u001b[36mLoading models:\u001b[0m', '\u001b[32mok\u001b[0m melody-large'),
      ...bar({ from: 1, to: 8, total: 50 }),
    ],
    output: ({ ended, file }) => ended && [file('melody.mp3'), file('chime.wav')],
    ending: { status: 'succeeded', metrics: { audio_seconds: 2 } },
  },
  {
    id: 'detectjsonr1v6z3t5w0n8b2j7',
    does: 'queues 1 s, runs 6 s: a JSON object with an image inside',
    model: 'demo/object-detector',
    version: 'hidden',
    input: { image: 'https://example.com/deer.png', threshold: 0.5 },
    phases: [
      ['starting', 1],
      ['processing', 6],
    ],
    log: [
      { at: 0.3, text: '100%|██████████| 20.5M/20.5M [00:00<00:00, 100MB/s]\n' },
      ...lines(5, 'Found 2 objects'),
    ],
    output: ({ ended, file }) =>
      ended && {
        objects: [
          { label: 'deer', score: 0.98, box: [64, 48, 446, 452] },
          { label: 'antlers', score: 0.93, box: [92, 58, 420, 198] },
        ],
        annotated: file('deer.png'),
      },
    ending: { status: 'succeeded' },
  },
];
