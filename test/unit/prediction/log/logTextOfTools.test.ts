import assert from 'node:assert/strict';

import { describeState } from '../../../../src/prediction/summary';
import { english } from '../../../support/builders/english';
import { predictionOf, progressOf } from '../../../support/builders/predictions';
import { LogLines } from '../../../support/logs/logLines';

interface Shown {
  readonly log: string;
  /** With those that may yet change. */
  readonly lines: readonly string[];
  /** Of a prediction that runs. */
  readonly words: string;
}

const up = '\u001b[A';

/** Three bars, one below another, each drawn from the first one's row. */
const downloads = [25, 50]
  .flatMap((percent) =>
    ['unet.bin', 'vae.bin', 'text.bin'].map((name, index) => {
      const bar = `\r${name}:  ${percent}%|██        | ${percent}M/100M [00:01<00:03, 25.0MB/s]`;
      return `${'\n'.repeat(index + 1)}${bar}${up.repeat(index + 1)}`;
    }),
  )
  .join('');

const tools: Readonly<Record<string, Shown>> = {
  'a hub that fetches files side by side': {
    log: `Fetching 3 files:   0%|          | 0/3 [00:00<?, ?it/s]${downloads}`,
    lines: [
      'Fetching 3 files 0/3 · 0 s',
      'unet.bin 50M/100M · 2 s · 25.0 MB/s',
      'vae.bin 50M/100M · 2 s · 25.0 MB/s',
      'text.bin 50M/100M · 2 s · 25.0 MB/s',
    ],
    words: 'Fetching 3 files 16% · 11 s left',
  },
  'a pipeline that loads before it samples': {
    log:
      'Loading checkpoint shards:  50%|█████     | 1/2 [00:01<00:01,  1.20s/it]\n' +
      'Loading checkpoint shards: 100%|██████████| 2/2 [00:02<00:00,  1.10s/it]\n' +
      'Loading pipeline components...: 100%|██████████| 7/7 [00:01<00:00,  5.38it/s]\n' +
      '  0%|          | 0/28 [00:00<?, ?it/s]\n 25%|██▌       | 7/28 [00:03<00:10,  2.10it/s]\n',
    lines: [
      'Loading checkpoint shards 2/2 · 2.2 s · 1.10 s/it',
      'Loading pipeline components 7/7 · 1.3 s · 5.38 it/s',
      '7/28 · 3.3 s · 2.10 it/s',
    ],
    words: '25% · 10 s left',
  },
  'two samplings in a row': {
    log:
      '  0%|          | 0/50 [00:00<?, ?it/s]\r100%|██████████| 50/50 [00:05<00:00, 10.00it/s]\n' +
      '  0%|          | 0/50 [00:00<?, ?it/s]\r 50%|█████     | 25/50 [00:02<00:02, 10.00it/s]\r',
    lines: ['50/50 · 5 s · 10.00 it/s', '25/50 · 2.5 s · 10.00 it/s'],
    words: '99% · stage 2: 50% · 2 s left',
  },
  'a logger that stamps each drawing': {
    log:
      '2025-05-19 02:00:17 INFO  50%|█████     | 2/4 [00:01<00:01,  2.00it/s]\n' +
      '2025-05-19 02:00:18 INFO  75%|███████▌  | 3/4 [00:01<00:00,  2.00it/s]\n',
    lines: ['2025-05-19 02:00:18 INFO 3/4 · 1.5 s · 2.00 it/s'],
    words: '75%',
  },
  pip: {
    log:
      'Collecting torch\n\u001b[?25l   \u001b[90m━━━━━━━━\u001b[0m \u001b[32m0.0/670.2 MB\u001b[0m' +
      '\r\u001b[2K   \u001b[90m━━━━━━━━\u001b[0m \u001b[32m670.2/670.2 MB\u001b[0m eta 0:00:00\n' +
      '\u001b[?25hSuccessfully installed torch-2.1.0\n',
    lines: [
      'Collecting torch',
      '   ━━━━━━━━ 670.2/670.2 MB eta 0:00:00',
      'Successfully installed torch-2.1.0',
    ],
    words: 'processing',
  },
  ffmpeg: {
    log:
      'Stream mapping:\nframe=   10 fps= 25 q=28.0 size=     256kB time=00:00:01.00 speed=1.2x    \r' +
      'frame=   20 fps= 25 q=28.0 size=     512kB time=00:00:02.00 speed=1.2x    \rvideo:100kB\n',
    lines: [
      'Stream mapping:',
      'video:100kB fps= 25 q=28.0 size=     512kB time=00:00:02.00 speed=1.2x',
    ],
    words: 'processing',
  },
  Keras: {
    log:
      'Epoch 1/10\n  1/100 [.........] - ETA: 5:00 - loss: 0.3\r' +
      ' 50/100 [====>....] - ETA: 2:30 - loss: 0.2\r',
    lines: ['Epoch 1/10', ' 50/100 [====>....] - ETA: 2:30 - loss: 0.2'],
    words: 'processing',
  },
  'a builder that numbers its steps': {
    log: 'Step 3/10\n[3/10] Linking\n10% done\n',
    lines: ['Step 3/10', '[3/10] Linking', '10% done'],
    words: 'processing',
  },
  'a transcript': {
    log: '[00:00.000 --> 00:05.000]  100% of you [laugh], 3/4 [sigh]\n',
    lines: ['[00:00.000 --> 00:05.000]  100% of you [laugh], 3/4 [sigh]'],
    words: 'processing',
  },
  'a table of a GPU': {
    log: '|   0%  43C   P8    9W / 70W |      0MiB / 15360MiB |      0%      Default |\n',
    lines: ['|   0%  43C   P8    9W / 70W |      0MiB / 15360MiB |      0%      Default |'],
    words: 'processing',
  },
};

describe('the log of a tool', () => {
  for (const [name, { log, lines, words }] of Object.entries(tools)) {
    it(`is shown as a terminal would: ${name}`, () => {
      const text = new LogLines();
      const update = text.update(log);
      assert.deepEqual([...update.lines, ...text.tail], lines);
    });

    it(`tells how far the run is: ${words} (${name})`, () => {
      const prediction = predictionOf({ status: 'processing', logs: log });
      assert.equal(describeState(prediction, progressOf(prediction), english), words);
    });
  }
});
