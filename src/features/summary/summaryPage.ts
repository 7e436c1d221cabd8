import { singleLine } from '../../prediction/displayText';
import type { Localization } from '../../prediction/localization';
import { formatDay, formatShortMoment } from '../../prediction/moments';
import { formatNumber } from '../../prediction/numbers';
import { formatDuration, formatPercent } from '../../prediction/summary';
import { mostOf, outcomeChart, periodChart, spreadChart } from './charts';
import { element, type Markup } from './markup';
import { countOf, type ModelStatistics, type Spread, type Statistics } from './statistics';

/** More models are in the CSV alone. */
const mostModels = 50;

export interface SummaryPageParts {
  readonly statistics: Statistics;
  /** The address of the page's style sheet, and what may be loaded from there. */
  readonly style: string;
  readonly cspSource: string;
}

/** The whole page: no script, and nothing that a server wrote but as text. */
export function summaryPage(parts: SummaryPageParts, l10n: Localization): string {
  const { statistics, style, cspSource } = parts;
  const policy = `default-src 'none'; style-src ${cspSource}`;
  const title = l10n.t('Summary of Predictions');
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    element('title', {}, title),
    element('link', { rel: 'stylesheet', href: style }),
  );
  const shown = countOf(statistics.total) === 0 ? [nothing(l10n)] : sections(statistics, l10n);
  const body = element('body', {}, element('main', {}, element('h1', {}, title), ...shown));
  return `<!DOCTYPE html>${element('html', { lang: l10n.language }, head, body).markup}`;
}

function nothing(l10n: Localization): Markup {
  return element('p', {}, l10n.t('No prediction is tracked yet: look one up first.'));
}

function sections(statistics: Statistics, l10n: Localization): Markup[] {
  return [totals(statistics.total, l10n), throughput(statistics, l10n), models(statistics, l10n)];
}

function totals(total: ModelStatistics, l10n: Localization): Markup {
  const facts: [string, string][] = [
    [l10n.t('tracked'), formatNumber(countOf(total), l10n.language)],
    [l10n.t('running'), formatNumber(total.running, l10n.language)],
    [l10n.t('succeeded'), rate(total, l10n)],
    [l10n.t('median run'), duration(total.run?.median, l10n)],
    [l10n.t('total run time'), duration(total.run?.sum, l10n)],
  ];
  const items = facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
  return element('dl', { class: 'totals' }, ...items);
}

function throughput({ periods, periodLength }: Statistics, l10n: Localization): Markup {
  const name = periodLength === 'day' ? l10n.t('Ended by day') : l10n.t('Ended by hour');
  const heading = element('h2', {}, name);
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) {
    return element('section', {}, heading, element('p', {}, l10n.t('None has ended yet.')));
  }
  const time = (start: number) =>
    periodLength === 'day' ? formatDay(start, l10n) : formatShortMoment(start, l10n);
  const ends = (first === last ? [first] : [first, last]).map(({ start }) =>
    element('span', {}, time(start)),
  );
  const rows = periods.map(({ start, succeeded, failed }) => [time(start), succeeded, failed]);
  return element(
    'section',
    {},
    heading,
    axis(element('span', {}, formatNumber(mostOf(periods), l10n.language))),
    periodChart(periods, name),
    axis(...ends),
    legend(l10n),
    element(
      'details',
      {},
      element('summary', {}, l10n.t('As a table')),
      table([l10n.t('from'), l10n.t('succeeded'), l10n.t('failed or canceled')], rows, l10n),
    ),
  );
}

/** For the eye alone: the table below the chart has all of it. */
function axis(...labels: readonly Markup[]): Markup {
  return element('div', { class: 'axis', 'aria-hidden': 'true' }, ...labels);
}

function legend(l10n: Localization): Markup {
  const entry = (kind: string, text: string) =>
    element('span', {}, element('i', { class: kind }), text);
  return element(
    'p',
    { class: 'legend' },
    entry('succeeded', l10n.t('succeeded')),
    entry('failed', l10n.t('failed or canceled')),
  );
}

function models({ models: all }: Statistics, l10n: Localization): Markup {
  const shown = all.slice(0, mostModels);
  const longest = (kind: 'queue' | 'run') =>
    Math.max(0, ...shown.map((model) => model[kind]?.high ?? 0));
  const limits = { queue: longest('queue'), run: longest('run') };
  const rows = shown.map((model) => modelRow(model, limits, l10n));
  const heads = [
    l10n.t('Model'),
    l10n.t('Runs'),
    l10n.t('Succeeded'),
    l10n.t('Queued for'),
    l10n.t('Ran for'),
  ];
  const note = l10n.t('Bars are medians; the line goes up to where 95 of 100 have ended.');
  const left = all.length - shown.length;
  const notes =
    left === 0 ? [] : [element('p', {}, l10n.t('{0} more models are in the CSV.', left))];
  return element(
    'section',
    {},
    element('h2', {}, l10n.t('By model')),
    table(heads, rows, l10n),
    element('p', { class: 'legend' }, note),
    ...notes,
  );
}

type Limits = Readonly<Record<'queue' | 'run', number>>;

function modelRow(model: ModelStatistics, limits: Limits, l10n: Localization): Cell[] {
  const spread = (kind: 'queue' | 'run', found: Spread | undefined): Cell =>
    found === undefined
      ? '–'
      : element(
          'div',
          { class: 'spread' },
          element('span', {}, duration(found.median, l10n)),
          spreadChart(found, limits[kind], kind, l10n),
        );
  return [
    singleLine(model.model, 80) || l10n.t('unknown'),
    countOf(model),
    element(
      'div',
      { class: 'outcome' },
      element('span', {}, rate(model, l10n)),
      outcomeChart(model, l10n),
    ),
    spread('queue', model.queue),
    spread('run', model.run),
  ];
}

type Cell = Markup | string | number;

function table(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  { language }: Localization,
): Markup {
  const cell = (content: Cell, index: number) => {
    const shown = typeof content === 'number' ? formatNumber(content, language) : content;
    return index === 0
      ? element('th', { scope: 'row' }, shown)
      : element('td', { class: typeof content === 'number' ? 'number' : undefined }, shown);
  };
  const head = heads.map((text) => element('th', { scope: 'col' }, text));
  const body = rows.map((row) => element('tr', {}, ...row.map(cell)));
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
}

function rate({ successRate }: ModelStatistics, l10n: Localization): string {
  return successRate === undefined ? '–' : formatPercent(successRate, l10n);
}

function duration(seconds: number | undefined, l10n: Localization): string {
  return seconds === undefined ? '–' : formatDuration(seconds, l10n);
}
