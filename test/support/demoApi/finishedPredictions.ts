import { fileUrl, replicateUrls } from './liveRun';
import { dataUri } from './media';
import { json } from './scenario';
import type { PredictionJson, Scenario } from './scenario';

/** The API's kinds of outputs, each with a file. */
export const everyFile = [
  'cake.webp',
  'deer.png',
  'canyon.jpg',
  'orbit.gif',
  'badge.svg',
  'sunrise.mp4',
  'sunrise.webm',
  'chime.wav',
  'melody.mp3',
  'caption.txt',
  'story.md',
  'objects.json',
  'cube.glb',
  'weights.zip',
  'cube.ply',
  'cube.obj',
  'arpeggio.mid',
  'embedding.npy',
  'story.srt',
  'story.vtt',
  'objects.csv',
  'page.pdf',
  'report.html',
  'slides.pptx',
  'adapter.tar',
  'adapter.tar.gz',
];

/** Predictions that ended before they were asked for, one a shape of output or a trap. */
export const finishedPredictions: readonly Scenario[] = [
  finished('fourlakes8r1v6z3t5w0n8b2j7', 'four images', (file) => ({
    model: 'stability-ai/sdxl',
    input: { prompt: 'a lake at four times of the day', num_outputs: 4 },
    output: [1, 2, 3, 4].map((number) => file(`lake-${number}.webp`)),
    metrics: { predict_time: 12.604718, total_time: 14.112, image_count: 4 },
  })),
  finished(
    'everykind8r1v6z3t5w0n8b2j7',
    'every kind of file at once: images, video, sound, text, 3D, zip',
    (file) => ({
      model: 'demo/every-format',
      output: everyFile.map(file),
    }),
  ),
  finished('onevideoc8r1v6z3t5w0n8b2j7', 'one video', (file) => ({
    model: 'minimax/video-01',
    output: file('sunrise.mp4'),
  })),
  finished('onesoundc8r1v6z3t5w0n8b2j7', 'one sound', (file) => ({
    model: 'meta/musicgen',
    output: file('chime.wav'),
  })),
  finished('textoutputr1v6z3t5w0n8b2j7', 'text as one string', () => ({
    model: 'openai/whisper',
    output: 'At first light the lake was so still that the mountains stood in it twice.\n',
  })),
  finished('objectoutputv6z3t5w0n8b2j7', 'an object with files and values', (file) => ({
    model: 'demo/object-detector',
    output: { image: file('deer.png'), labels: ['deer', 'antlers'], scores: [0.98, 0.93] },
  })),
  finished('embedding8r1v6z3t5w0n8b2j7', 'an array of numbers', () => ({
    model: 'demo/embedder',
    output: Array.from({ length: 384 }, (_, index) => Number(Math.sin(index).toFixed(6))),
  })),
  finished('datauri4c8r1v6z3t5w0n8b2j7', 'an image inside the answer (data: URI)', () => ({
    model: 'demo/inline-painter',
    output: [dataUri('waves-07.webp', 'image/webp')],
  })),
  finished('noendingc8r1v6z3t5w0n8b2j7', 'an image whose URL has no file ending', (file) => ({
    model: 'demo/unnamed',
    output: [file('out')],
  })),
  finished('filesgone8r1v6z3t5w0n8b2j7', 'two images, of which one is gone (404)', (file) => ({
    model: 'demo/forgetful',
    output: [file('lake-2.webp'), file('gone.webp')],
  })),
  finished(
    'dataremoved1v6z3t5w0n8b2j7',
    'succeeded over an hour ago: input, output and log are removed',
    () => ({
      model: 'black-forest-labs/flux-schnell',
      input: {},
      output: null,
      logs: null,
      data_removed: true,
    }),
  ),
  finished('longlog4c8r1v6z3t5w0n8b2j7', 'a log of 20,000 lines (1 MB)', () => ({
    model: 'demo/talkative',
    logs: Array.from(
      { length: 20_000 },
      (_, index) => `step ${index + 1}: all is well so far, going on\n`,
    ).join(''),
    output: 'done',
  })),
  finished('hugejsonc8r1v6z3t5w0n8b2j7', '3 MB of JSON', () => ({
    model: 'demo/verbose',
    output: Array.from({ length: 40_000 }, (_, index) => {
      return { index, label: `object ${index}`, score: index / 40_000, box: [0, 0, index, index] };
    }),
  })),
  finished(
    'hostile4c8r1v6z3t5w0n8b2j7',
    'markup, control characters and unsafe URLs everywhere',
    () => ({
      model: '<img src=x onerror=alert(1)>/[run](command:workbench.action.quit)',
      version: '$(trash) ../../../etc/passwd',
      input: { prompt: '</script><script>alert(1)</script> \u202egnp.exe\u202c \u001b[2J\u0007' },
      output: [
        'javascript:alert(1)',
        'command:workbench.action.quit',
        'file:///etc/passwd',
        'http://169.254.169.254/latest/meta-data/',
        'https://user:secret@example.invalid/out.png',
        '../../../../etc/passwd',
      ],
      logs: '\u001b]0;title\u0007\u001b[2J**bold** <b>bold</b> \u202eright to left\u202c\u0000\n',
      error: '![x](https://example.invalid/track.png)',
    }),
  ),
  finished('mistypedc8r1v6z3t5w0n8b2j7', 'every field of another type than documented', () => ({
    model: 7,
    version: null,
    input: 'a prompt',
    output: 42,
    logs: ['one', 'two'],
    error: { code: 'PA', detail: ['moderated'] },
    metrics: { predict_time: '8.7', nested: { deep: [1] } },
    urls: null,
    data_removed: 'no',
    created_at: 1747620017,
  })),
  {
    id: 'sparsex4c8r1v6z3t5w0n8b2j7',
    group: 'finished',
    does: 'nothing but id and status',
    answer: ({ id }) => json(200, { id, status: 'succeeded' }),
  },
  finished(
    'morefieldsr1v6z3t5w0n8b2j7',
    'failed; with deployment, webhook, deadline and unknown fields',
    () => ({
      model: 'acme/private-model',
      version: 'dp-5b8c7f2a9e41d3',
      status: 'failed',
      error: 'The input image could not be read (code: PA)',
      source: 'api',
      deployment: 'acme/deer-painter',
      deadline: '2025-05-19T02:10:17.516Z',
      webhook: 'https://example.com/hook',
      webhook_events_filter: ['completed'],
      priority_lane: { name: 'express', weight: 3 },
    }),
  ),
];

function finished(
  id: string,
  does: string,
  fields: (file: (name: string) => string) => PredictionJson,
): Scenario {
  return {
    id,
    group: 'finished',
    does,
    answer: ({ origin }) =>
      json(200, { ...succeeded, id, urls: replicateUrls(id), ...fields(fileUrl(origin)) }),
  };
}

const succeeded: PredictionJson = {
  version: 'hidden',
  input: { prompt: 'a deer at a lake' },
  output: null,
  logs: '',
  error: null,
  status: 'succeeded',
  metrics: { predict_time: 4.205113, total_time: 5.31 },
  data_removed: false,
  created_at: '2025-05-19T02:00:17.516Z',
  started_at: '2025-05-19T02:00:18.621004Z',
  completed_at: '2025-05-19T02:00:22.82611738Z',
};
