import fc from 'fast-check';

const escape = '\u001b';
const steps = fc.integer({ min: 0, max: 4 });
const label = fc.constantFrom('', 'Steps: ', 'Epochs: ', '深度去噪: ', '🦌 a | b: ', '50% off: ');

/** One drawing of a bar, whole or cut. */
const drawing = fc
  .record({ label, step: steps, timing: fc.boolean(), cut: fc.nat(80) })
  .map(({ label, step, timing, cut }) => {
    const clock = timing ? ` [00:0${step}<00:0${4 - step},  1.00it/s, loss=0.${step}]` : '';
    const bar = `${label}${25 * step}%|${'█'.repeat(step).padEnd(4)}| ${step}/4${clock}`;
    return cut < 8 ? bar.slice(0, cut * 5) : bar;
  });
const countOnly = steps.map((step) => `${step}it [00:0${step},  1.00it/s]`);
const bytes = steps.map((step) => `${25 * step}% ${step}M/4M [00:01<00:0${step}, 1.0MB/s]`);
const control = fc.constantFrom(
  ...['\r', '\n', '\r\n', '\b', '\b\b\b', '\t', '\u0007', '\u0000', '\u202e', '\u0085'],
  ...['A', '2A', 'B', 'F', 'E', 'G', '3D', 'K', '2K', 'J', '36m', '1;31m', '?25l', '999A', 'x'].map(
    (end) => `${escape}[${end}`,
  ),
  ...[`${escape}]0;title\u0007`, `${escape}]8;;https://x.io${escape}\\`, `${escape}7`, escape],
);
const text = fc.constantFrom(
  ...['Using seed: 7', 'Loading model...', 'done', '/x.py:1: UserWarning: old', '  raise E', ' '],
  ...[
    '🦌',
    '\ud83e',
    '\udd8c',
    '鹿',
    'Executing node 9, title: VAE, class type: V',
    '[1] 3/4',
    '45%',
  ],
);

/** A log as models write them, and as none should. */
export const anyLog = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: drawing },
      { weight: 6, arbitrary: fc.constantFrom('\r', '\n') },
      { weight: 2, arbitrary: fc.oneof(countOnly, bytes) },
      { weight: 3, arbitrary: control },
      { weight: 3, arbitrary: text },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
    ),
    { maxLength: 60, size: 'max' },
  )
  .map((pieces) => pieces.join(''));

/** Any units at all, halves of signs among them. */
export const anySoup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...`\r\n\b${escape}[]|%/0123456789 :<,=;mAKJ?█`.split('')),
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 400, size: 'max' },
  )
  .map((units) => units.join(''));

/** The ends of a log's parts, in order; shares of its length. */
export const anyCuts = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })
  .map((cuts) => cuts.sort((one, other) => one - other));
