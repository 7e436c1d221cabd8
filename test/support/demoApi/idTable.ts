import type { Group, Scenario } from './scenario';

const headings: Readonly<Record<Group, string>> = {
  finished: 'Finished predictions',
  live: 'Live predictions: each begins when it is first asked for',
  flaky: 'Live predictions behind a shaky gateway',
  error: 'Failures',
};

/** The ids to paste, and what each does. */
export function idTable(scenarios: readonly Scenario[]): string {
  const width = Math.max(...scenarios.map(({ id }) => id.length));
  const groups = Object.entries(headings).map(([group, heading]) => {
    const rows = scenarios
      .filter((scenario) => scenario.group === group)
      .map(({ id, does }) => `  ${id.padEnd(width)}  ${does}`);
    return rows.length === 0 ? '' : [heading, ...rows, ''].join('\n');
  });
  return groups.filter((text) => text !== '').join('\n');
}
