import { readFile } from 'node:fs/promises';

import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

export interface BarrierOptions {
  /** A selector of what is looked at; all by default. */
  readonly within?: string;
  /** Rules that what is looked at cannot keep. */
  readonly without?: readonly string[];
}

/** What keeps somebody out of a page, as axe finds it: what is serious, and what is less than that. */
export async function barriersIn(
  page: Page | Frame,
  { within, without = [] }: BarrierOptions = {},
): Promise<string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(findBarriers, { within, without: [...without] });
}

/** Runs in the page, where axe is by then. */
async function findBarriers(options: {
  within: string | undefined;
  without: string[];
}): Promise<string[]> {
  // Its own source has put it there.
  const { axe } = globalThis as unknown as {
    axe: { run(context: unknown, options: unknown): Promise<AxeResults> };
  };
  const rules = Object.fromEntries(options.without.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(options.within ?? document, { rules, iframes: false });
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html }) => `${String(impact)} ${id}: ${html.slice(0, 300)}`),
    );
}
