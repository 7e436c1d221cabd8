import fc from 'fast-check';

const escape = '\u001b';

/** What makes a drawing another than the one before it. */
interface Oddity {
  readonly label: string;
  readonly percent: string;
  readonly drawn: string;
  readonly count: number;
  readonly total: string;
  readonly told: string;
  readonly behind: string;
  readonly lineEnd: string;
}

const sign = fc.constantFrom(
  ...['%', '|', '[', ']', '5%|', '45%| 3/4 [', '7/4 [', ' ', 'é', 'x', '\b', '\b\b\b'],
  ...['31m', 'A', '2K'].map((end) => `${escape}[${end}`),
);
const signs = fc.array(sign, { maxLength: 3 }).map((all) => all.join(''));
const label = fc.oneof(
  fc.constantFrom('', 'Steps: '),
  fc.constantFrom('Steps', 'v1', 'v1 ', '1.', '50% off: ', 'a:: ', 'a: : ', '/4 [x: ', '% [x '),
  fc.constantFrom('3it [00:01, 1.00it/s, ', '5% 3/4 [00:01<'),
  signs,
);
const total = fc.constantFrom('4', '4', '12');
const lineEnd = fc.constantFrom('\r', '\n');
const oddities: { [Part in keyof Oddity]: fc.Arbitrary<Pick<Oddity, Part>> } = {
  label: fc.record({ label }),
  percent: fc.record({ percent: fc.constantFrom('', '1234', '2.5') }),
  drawn: fc.record({ drawn: signs }),
  count: fc.record({ count: fc.nat(13) }),
  total: fc.record({ total: fc.constantFrom('4', '12', '4/4', '?', '1.5k') }),
  told: fc.record({ told: fc.oneof(signs, fc.constant('x'.repeat(390))) }),
  behind: fc.record({ behind: fc.constantFrom('  ', ' x', '%', '1it [00:01, 1.00it/s]') }),
  lineEnd: fc.record({
    lineEnd: fc.constantFrom('\r', '\n', '\r\n', '\n\n', '', `\n${escape}[A`, `\r${escape}[2A`),
  }),
};
const oddity: fc.Arbitrary<Partial<Oddity>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  ...Object.values(oddities).map((arbitrary) => ({ weight: 1, arbitrary })),
);

/** A bar that is drawn over and over, each time as before but for its numbers, or for one thing more. */
export const anyRedraws = fc
  .record({
    usual: fc.record({ label, total, lineEnd }),
    drawings: fc.array(fc.record({ step: fc.nat(1), seconds: fc.nat(2), oddity }), {
      minLength: 2,
      maxLength: 14,
    }),
  })
  .map(({ usual, drawings }) => {
    let count = 0;
    const all = drawings.map(({ step, seconds, oddity }) => {
      count = oddity.count ?? count + step;
      const { label, total, lineEnd } = { ...usual, ...oddity };
      const {
        percent = String(Math.round((100 * count) / Number.parseInt(total, 10))),
        drawn = '',
      } = oddity;
      const clocks = `00:0${count % 10}<00:0${seconds}`;
      const brackets = `[${clocks}, 1.00it/s${oddity.told ?? ''}]${oddity.behind ?? ''}`;
      return `${label}${percent}%|##${drawn}| ${count}/${total} ${brackets}${lineEnd}`;
    });
    return all.join('');
  });
