import type { LiveRun } from './liveRun';
import { bar, lines } from './logScript';
import type { LogPiece } from './logScript';

const lakes = ['lake-1.webp', 'lake-2.webp', 'lake-3.webp', 'lake-4.webp'];
const waves = Array.from({ length: 12 }, (_, index) => {
  return `waves-${String(index + 1).padStart(2, '0')}.webp`;
});
const mixedFormats = ['deer.png', 'canyon.jpg', 'lake-3.webp', 'orbit.gif', 'badge.svg'];

/** Live predictions that succeed with images. */
export const imageRuns: readonly LiveRun[] = [
  {
    id: 'fluxquick7x4c8r1v6z3t5w0n8',
    does: 'queues 2 s, runs 5 s: one image, a bar redrawn by \\r',
    model: 'black-forest-labs/flux-schnell',
    version: 'hidden',
    input: { prompt: 'a quiet lake below mountains at sunrise', num_outputs: 1, go_fast: true },
    phases: [
      ['starting', 2],
      ['processing', 5],
    ],
    log: [
      ...lines(0.2, 'Using seed: 2239907472', 'running quantized prediction'),
      ...bar({ from: 1, to: 4.5, total: 28 }),
      ...lines(4.8, 'Generated image in 3.5sec'),
    ],
    output: ({ ended, file }) => ended && [file('lake-1.webp')],
    ending: { status: 'succeeded', metrics: { image_count: 1 } },
  },
  {
    id: 'sdxlfourc8r1v6z3t5w0n8b2j7',
    does: 'queues 3 s, runs 20 s: four images that arrive one by one',
    model: 'stability-ai/sdxl',
    version: '7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc',
    input: { prompt: 'a lake at four times of the day', num_outputs: 4, seed: 33524 },
    phases: [
      ['starting', 3],
      ['processing', 20],
    ],
    log: [
      ...lines(0.1, 'Using seed: 33524'),
      ...lakes.flatMap((_, index) => [
        ...bar({ from: 0.5 + 4.8 * index, to: 4.8 + 4.8 * index, total: 30, redraw: '\n' }),
        ...lines(5 + 4.8 * index, `Saved out-${index}.webp`),
      ]),
    ],
    output: ({ ran, file }) => arrived(lakes, (index) => 5 + 4.8 * index, ran).map(file),
    fractionDigits: 6,
    ending: { status: 'succeeded', metrics: { image_count: 4 } },
  },
  {
    id: 'comfynodesr1v6z3t5w0n8b2j7',
    does: 'queues 4 s, runs 16 s: ComfyUI nodes, a PNG with transparency, logs null at first',
    model: 'fofr/any-comfyui-workflow',
    version: 'ca6589497a1628ae2ea82a1ab1efa0e7e8ca0a1ee5e3b9d2c5a4ed0f3a9ab0c1',
    input: { workflow_json: '{"294": {"class_type": "KSampler"}}', output_format: 'png' },
    phases: [
      ['starting', 4],
      ['processing', 16],
    ],
    log: comfyLog(),
    emptyLog: null,
    output: ({ ended, file }) => ended && [file('deer.png')],
    ending: { status: 'succeeded', metrics: { image_count: 1 } },
  },
  {
    id: 'refinestagesv6z3t5w0n8b2j7',
    does: 'queues 3 s, runs 30 s: a download, two samplers and an upscaler, one JPEG as a string',
    model: 'lucataco/sdxl-refiner',
    version: 'dp-5b8c7f2a9e41d3',
    input: { prompt: 'a canyon in the evening', refine: 'base_image_refiner', upscale: 2 },
    phases: [
      ['starting', 3],
      ['processing', 30],
    ],
    log: [
      ...downloadLog(),
      ...bar({ from: 5, to: 16, total: 40, label: 'Base: ' }),
      ...bar({ from: 17, to: 22, total: 20, label: 'Refiner: ' }),
      ...lines(22.5, 'Upscaling 2x with Real-ESRGAN'),
      ...bar({ from: 23, to: 29, total: 9, label: 'Tiles: ' }),
      ...lines(29.5, 'Saved output.jpg'),
    ],
    output: ({ ended, file }) => ended && file('canyon.jpg'),
    fractionDigits: 8,
    ending: { status: 'succeeded', metrics: { image_count: 1 } },
  },
  {
    id: 'mixedformatsv6z3t5w0n8b2j7',
    does: 'queues 2 s, runs 12 s: png, jpeg, webp, gif and svg, one every 2 s',
    model: 'demo/every-format',
    version: 'hidden',
    input: { prompt: 'the same in every format', formats: ['png', 'jpg', 'webp', 'gif', 'svg'] },
    phases: [
      ['starting', 2],
      ['processing', 12],
    ],
    log: bar({ from: 0.5, to: 11, total: 5, label: 'Encoding: ' }),
    output: ({ ran, file }) => arrived(mixedFormats, (index) => 2 * index + 2, ran).map(file),
    ending: { status: 'succeeded', metrics: { image_count: 5 } },
  },
  {
    id: 'twelvewaves1v6z3t5w0n8b2j7',
    does: 'queues 2 s, runs 24 s: twelve images, one every 2 s, a bar of unknown total',
    model: 'demo/wave-painter',
    version: '9a1f3c0be7d24561a8c93fd07e5b6421c0de9f8a7b6c5d4e3f2a1b0c9d8e7f6a',
    input: { prompt: 'waves in all colours', count: 12 },
    phases: [
      ['starting', 2],
      ['processing', 24],
    ],
    log: [
      { at: 0.2, text: '0it [00:00, ?it/s]\n' },
      ...waves.flatMap((_, index) => {
        return lines(2 * index + 2, `${index + 1}it [00:${pad(2 * index + 2)},  2.00s/it]`);
      }),
    ],
    output: ({ ran, file }) => arrived(waves, (index) => 2 * index + 2, ran).map(file),
    fractionDigits: 3,
    ending: { status: 'succeeded', metrics: { image_count: 12 } },
  },
  {
    id: 'longqueue8r1v6z3t5w0n8b2j7',
    does: 'queues 25 s, runs 8 s: one image, several redrawn bars run together on one line',
    model: 'demo/busy-model',
    version: 'hidden',
    input: { prompt: 'patience' },
    phases: [
      ['starting', 25],
      ['processing', 8],
    ],
    log: [1, 2, 3, 4, 5, 6, 7].map((step) => ({
      at: step,
      text: `Sampling with EulerEDMSampler for 7 steps: ${Math.round(step * 14.29)}%|${'█'.repeat(step).padEnd(10)}| ${step}/7 [00:0${step}<00:0${7 - step},  1.00s/it]`,
    })),
    output: ({ ended, file }) => ended && [file('lake-2.webp')],
    ending: { status: 'succeeded', metrics: { image_count: 1 } },
  },
  {
    id: 'throttled8r1v6z3t5w0n8b2j7',
    does: 'starting 2 s, throttled (a status of the gateway) 5 s, runs 8 s: one image',
    model: 'demo/throttled-model',
    version: 'hidden',
    input: { prompt: 'a status nobody has heard of' },
    phases: [
      ['starting', 2],
      ['throttled', 5],
      ['processing', 8],
    ],
    log: bar({ from: 0.5, to: 7, total: 25, redraw: '\n' }),
    output: ({ ended, file }) => ended && [file('lake-4.webp')],
    ending: { status: 'succeeded', metrics: { image_count: 1 } },
  },
];

function arrived(names: readonly string[], at: (index: number) => number, ran: number): string[] {
  return names.filter((_, index) => at(index) <= ran);
}

function comfyLog(): LogPiece[] {
  const node = (id: number, title: string, type: string): string => {
    return `Executing node ${id}, title: ${title}, class type: ${type}`;
  };
  return [
    ...lines(0.3, 'Seed set to: 493139620', 'Running workflow', 'got prompt'),
    ...lines(1, node(6, 'CLIP Text Encode (Prompt)', 'CLIPTextEncode')),
    ...lines(1.5, node(67, 'ConditioningZeroOut', 'ConditioningZeroOut')),
    ...lines(2, node(294, 'KSampler', 'KSampler')),
    ...bar({ from: 2.5, to: 13, total: 40, redraw: '\n' }),
    ...lines(13.5, node(8, 'VAE Decode', 'VAEDecode')),
    ...lines(14.5, node(309, 'Save Image', 'SaveImage')),
    ...lines(15.5, 'Prompt executed in 14.44 seconds', 'R8_sd3.5L_00001_.png'),
  ];
}

/** A download counted in bytes, without a bar's characters. */
function downloadLog(): LogPiece[] {
  const lasts = 4;
  return [0, 20, 40, 60, 80, 100].map((percent) => {
    const done = Math.round(1.19 * percent);
    const time = `00:0${Math.round((lasts * percent) / 100)}`;
    return {
      at: 0.5 + (lasts * percent) / 100,
      text: ` ${percent}% ${done}M/119M [${time}<00:00, 30.0MB/s]${percent < 100 ? '\r' : '\n'}`,
    };
  });
}

function pad(seconds: number): string {
  return String(seconds).padStart(2, '0');
}
