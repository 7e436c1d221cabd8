import { seededRandom } from '../polling/seededRandom';

/**
 * A log of at least that many units, half of them bars that are redrawn, half of them text, as models
 * write them by turns.
 */
export function realisticLog(length: number, seed: number): string {
  const random = seededRandom(seed);
  const pieces: string[] = [];
  let bars = 0;
  let texts = 0;
  while (bars + texts < length) {
    const isBar = bars <= texts;
    const piece = isBar ? barPiece(random) : textPiece(random);
    pieces.push(piece);
    if (isBar) bars += piece.length;
    else texts += piece.length;
  }
  return pieces.join('');
}

function barPiece(random: () => number): string {
  const kind = random();
  const seconds = 1 + 20 * random();
  const steps = 20 + Math.floor(30 * random());
  if (kind < 0.5) return bar('', steps, seconds, '\r', random);
  if (kind < 0.7) return bar('Denoising: ', steps, seconds, '\n', random);
  if (kind < 0.9) return training(steps, seconds, random);
  return bar('Loading weights: ', 8, 2, '\r', random);
}

function textPiece(random: () => number): string {
  const kind = random();
  if (kind < 0.1) return traceback(random);
  return kind < 0.3 ? warning() : text(random);
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

function training(steps: number, seconds: number, random: () => number): string {
  const loss = () => `, avr_loss=${(0.1 * random()).toFixed(4)}, lr=1e-5`;
  return drawings('steps: ', steps, seconds * 10, loss, random).join('\r') + '\n';
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

function text(random: () => number): string {
  const number = Math.floor(1e9 * random());
  const isColoured = number % 10 === 0;
  return (
    `Using seed: ${number}\n[2025-05-19 02:00:17] INFO predict.py:159 generating image\n` +
    `Executing node ${number % 300}, title: KSampler, class type: KSampler\n` +
    `${isColoured ? '\u001b[36mPrompt:\u001b[0m' : 'Prompt:'} a deer at a lake, number ${number}\n`
  );
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
