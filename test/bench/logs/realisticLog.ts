import { seededRandom } from '../polling/seededRandom';

const partLength = 100_000;

/**
 * A log of at least that many units. Models for images, for video, for text and for training write
 * 100 KB each by turns; the samples show how. By length, six tenths are bars that are redrawn:
 * nearly all of images and training, two thirds of video, nothing of text.
 */
export function realisticLog(length: number, seed: number): string {
  const random = seededRandom(seed);
  const pieces: string[] = [];
  let written = 0;
  for (let part = seed; written < length; part++) {
    const pieceOf = models[part % models.length] ?? image;
    const end = Math.min(length, written + partLength);
    while (written < end) {
      const piece = pieceOf(random);
      pieces.push(piece);
      written += piece.length;
    }
  }
  return pieces.join('');
}

const models = [image, video, language, training];

function image(random: () => number): string {
  const steps = 4 + Math.floor(46 * random());
  const seconds = 1 + 20 * random();
  const isLabelled = random() < 0.3;
  const redraw = random() < 0.5 ? '\r' : '\n';
  return (
    `Using seed: ${Math.floor(1e9 * random())}\n` +
    '[2025-05-19 02:00:17] INFO predict.py:159 generating image\n' +
    bar(isLabelled ? 'Denoising: ' : '', steps, seconds, redraw, random) +
    `Generated image in ${seconds.toFixed(1)}sec\n${trouble(random)}`
  );
}

function video(random: () => number): string {
  const nodes = Array.from({ length: 12 }, () => {
    const node = Math.floor(300 * random());
    return `Executing node ${node}, title: Load VAE, class type: VAELoader\n`;
  });
  return (
    `${nodes.join('')}\u001b[36mEfficient Loader Models Cache:\u001b[0m\nCkpt:\n[1] albedobaseXL\n` +
    bar('Loading weights: ', 8, 2, '\r', random) +
    'Executing node 294, title: KSampler, class type: KSampler\n' +
    bar('', 20 + Math.floor(20 * random()), 40, '\n', random) +
    trouble(random)
  );
}

function language(random: () => number): string {
  const sentences = Array.from({ length: 10 }, () => {
    return `${'The deer goes down to the lake. '.repeat(1 + Math.floor(8 * random()))}\n`;
  });
  return (
    'Your formatted prompt is:\n[INST] <<SYS>>\nYou are a helpful assistant.\n<</SYS>>\n' +
    `${sentences.join('')}[/INST]\nNot using LoRA\nExllama: True\n${trouble(random)}`
  );
}

function training(random: () => number): string {
  const steps = 500 + Math.floor(1000 * random());
  const loss = () => `, avr_loss=${(0.1 * random()).toFixed(4)}, lr=1e-5`;
  const redraws = drawings('steps: ', steps, steps / 2, loss, random).join('\r');
  return `prepare optimizer, data loader etc.\n${warning()}${redraws}\nsaving checkpoint\n`;
}

/** Now and then something is wrong. */
function trouble(random: () => number): string {
  const kind = random();
  if (kind < 0.05) return traceback(random);
  return kind < 0.3 ? warning() : '';
}

function bar(
  label: string,
  steps: number,
  seconds: number,
  redraw: string,
  random: () => number,
): string {
  return drawings(label, steps, seconds, () => '', random).join(redraw) + '\n';
}

function drawings(
  label: string,
  steps: number,
  seconds: number,
  postfix: () => string,
  random: () => number,
): string[] {
  return Array.from({ length: steps + 1 }, (_, step) => {
    const percent = String(Math.round((100 * step) / steps)).padStart(3);
    const blocks = '█'.repeat(Math.round((10 * step) / steps)).padEnd(10);
    const passed = (seconds * step) / steps;
    const rate = ((steps / seconds) * (0.95 + 0.1 * random())).toFixed(2).padStart(5);
    const clocks = `${clock(passed)}<${clock(seconds - passed)}`;
    return `${label}${percent}%|${blocks}| ${step}/${steps} [${clocks}, ${rate}it/s${postfix()}]`;
  });
}

function clock(seconds: number): string {
  const pad = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${pad(seconds / 60)}:${pad(seconds % 60)}`;
}

function warning(): string {
  return (
    '/root/.pyenv/versions/3.11.6/lib/python3.11/site-packages/x.py:1: UserWarning: deprecated\n' +
    '  warnings.warn(\n'
  );
}

function traceback(random: () => number): string {
  const frames = Array.from({ length: 12 }, () => {
    const line = Math.floor(1000 * random());
    return `  File "/src/predict.py", line ${line}, in predict\n    return self.model(**inputs)\n`;
  });
  return `Traceback (most recent call last):\n${frames.join('')}ValueError: no prompt\n`;
}
