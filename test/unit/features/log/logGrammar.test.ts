import assert from 'node:assert/strict';

import { Tokenizer } from '../../../support/grammar/tokenizer';
import { logSamples } from '../../../support/logs/recordedLogs';
import { LogLines } from '../../../support/logs/logLines';

const timestamp = 'comment.timestamp';
const number = 'constant.numeric';
const label = 'entity.name.function';
const name = 'variable';
const text = 'string.quoted';
const link = 'markup.underline.link';
const error = 'token.error-token';
const warning = 'token.warn-token';

/** What a log's lines have that is coloured: pairs of text and scope, by the sample's shape. */
const samples: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'plain tqdm, newline': [
    ['4/4', number],
    ['0.4 s', number],
    ['9.79 it/s', number],
  ],
  'plain tqdm, carriage returns': [
    ['14/28', number],
    ['2.3 s', number],
    ['6.10 it/s', number],
  ],
  'ComfyUI nodes then a bar': [
    ['KSampler', label],
    ['1/40', number],
    ['0.1 s', number],
    ['8.05 it/s', number],
  ],
  'unknown total': [
    ['1it', number],
    ['0.1 s', number],
    ['8.51 it/s', number],
  ],
  'prefixed bar, two stages': [
    ['DDIM Sampler', label],
    ['20/20', number],
    ['12 s', number],
    ['1.61 it/s', number],
    ['DDIM Sampler', label],
    ['0/20', number],
    ['0 s', number],
  ],
  'a bar cut by a warning': [
    ['UserWarning:', warning],
    ['Fetching 1 files', label],
    ['0/1', number],
    ['0 s', number],
  ],
  'ANSI colour': [],
  'short bar, no rate': [
    ['flux_train_replicate', label],
    ['517/1000', number],
  ],
  'training steps with losses': [
    ['steps', label],
    ['215/1640', number],
    ['31 min', number],
    ['0 s', number],
    ['8.64 s/it', number],
    ['avr_loss', name],
    ['0.052', number],
  ],
  'slow steps': [
    ['Steps', label],
    ['1/101', number],
    ['4.8 s', number],
    ['4.80 s/it', number],
    ['lr', name],
    ['1e-5', number],
    ['step_loss', name],
    ['0.0609', number],
  ],
  'no bar at all': [
    ['9.8sec', number],
    ['0.11sec', number],
  ],
  'a traceback': [
    ['Traceback (most recent call last):', error],
    ['"/src/predict.py"', 'string.quoted.double'],
    ['159', number],
    ['predict', label],
  ],
  LLM: [],
  'download in bytes': [
    ['20.5M/20.5M', number],
    ['0.2 s', number],
    ['100 MB/s', number],
  ],
  'download, no bar characters': [
    ['105M/119M', number],
    ['1 s', number],
    ['106 MB/s', number],
  ],
  ffmpeg: [
    ['frame', name],
    ['0', number],
    ['fps', name],
    ['0.0', number],
    ['q', name],
    ['0.0', number],
    ['Lsize', name],
    ['0kB', number],
  ],
  'bars run together on one line': [
    ['Sampling with EulerEDMSampler for 26 steps', label],
    ['25/26', number],
    ['26 s', number],
    ['1.05 s/it', number],
  ],
  'truncation mark': [['4 MiB', number]],
};

const lines: readonly (readonly [string, ...(readonly [string, string])[]])[] = [
  ['2024-05-19T02:00:17.516Z ready', ['2024-05-19T02:00:17.516Z', timestamp]],
  [
    '[2024-05-19 02:00:17,516] ERROR no',
    ['[2024-05-19 02:00:17,516]', timestamp],
    ['ERROR', error],
  ],
  ['12:34:56,789 WARNING x', ['12:34:56,789', timestamp], ['WARNING', warning]],
  ['CRITICAL:root:no', ['CRITICAL', error]],
  ['INFO: on', ['INFO', 'token.info-token']],
  ['DEBUG on', ['DEBUG', 'token.debug-token']],
  ['INFORMATION on ERRORS, in ERROR_LOG'],
  ['FutureWarning: use the other', ['FutureWarning:', warning]],
  ['ValueError: no prompt', ['ValueError', error]],
  ['torch.cuda.OutOfMemoryError: no', ['torch.cuda.OutOfMemoryError', error]],
  ['KeyboardInterrupt', ['KeyboardInterrupt', error]],
  ['the ValueError was mended'],
  ['see (https://example.com/a.png), then', ['https://example.com/a.png', link]],
  ['at https://example.com/a?b=1#c.', ['https://example.com/a?b=1#c', link]],
  ['command:workbench.action.quit file:///etc/passwd'],
  [
    'Steps:  45%|████▌     | 18/40 [00:03<00:04, 5.08it/s]',
    ['45%', number],
    ['|████▌     |', 'markup.inserted'],
    ['18/40', number],
    ['5.08it/s', number],
  ],
  ['executed in 8.44 seconds', ['8.44 seconds', number]],
  ['wrote "a b" and \'c\'', ['"a b"', text], ["'c'", text]],
  ["don't, it isn't so"],
  ['v1.2.3 of 2 files at 10/20/x'],
];

/** What patterns look for, so that none of them is given up at first sight. */
const bait = ' "\'`=/:%|.])}>?Error Exception Warning 1';

const hostile: Readonly<Record<string, string>> = {
  letters: 'a',
  dots: 'a.',
  'capital names': 'A.',
  digits: '1',
  'numbers with points': '1.',
  fractions: '1/',
  spaces: ' ',
  quotes: '" \' ',
  links: 'https://',
  brackets: '([{',
  'links that do not end': 'https://)))))))))',
  bars: '5% |',
  fields: 'a= ',
  errors: 'Error',
  warnings: 'AWarning',
  dates: '2024-05-19T',
  times: '1:00:',
};

describe('the colours of a log', () => {
  let grammar: Tokenizer;
  before(async () => {
    grammar = await Tokenizer.load('media/log/deerapi-log.tmLanguage.json', 'log.deerapi');
  });

  const scopesOf = (shown: readonly string[]) =>
    shown.flatMap((line) => grammar.scopesIn(line)).map((piece) => [piece.text, piece.scope]);

  for (const { shape, logs } of logSamples()) {
    it(`show what matters in ${shape}`, () => {
      const reader = new LogLines();
      const shown = [...reader.update(logs).lines, ...reader.end()];
      assert.deepEqual(scopesOf(shown), samples[shape]);
    });
  }

  for (const [line, ...pieces] of lines) {
    it(`are right in: ${line}`, () => {
      assert.deepEqual(scopesOf([line]), pieces);
    });
  }

  for (const [what, part] of Object.entries(hostile)) {
    it(`cost work in proportion to a line of ${what}`, () => {
      const line = (length: number) => part.repeat(length / part.length) + bait;
      grammar.scopesIn(line(1000));
      const short = millisecondsOf(line(10_000));
      const long = millisecondsOf(line(80_000));
      // Were it quadratic, it would be 64 times as much.
      assert.ok(long < 24 * Math.max(short, 5), `${short} ms, then ${long} ms`);
    });
  }

  /** Of work, not of time: whatever else the computer does is not counted. The least of several. */
  function millisecondsOf(line: string): number {
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      grammar.scopesIn(line);
      return process.cpuUsage(start).user / 1000;
    });
    return Math.min(...times);
  }
});
