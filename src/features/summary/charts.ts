import type { Localization } from '../../prediction/localization';
import { formatDuration } from '../../prediction/summary';
import { element, type Markup } from './markup';
import type { ModelStatistics, Period, Spread } from './statistics';

const width = 600;
const height = 120;
const barWidth = 260;
const barHeight = 14;

/** A column for each hour or day: what succeeded, and what did not on top of it. */
export function periodChart(periods: readonly Period[], name: string): Markup {
  const most = mostOf(periods);
  const step = width / Math.max(periods.length, 12);
  const scale = (count: number) => (count / most) * height;
  const columns = periods.map(({ succeeded, failed }, index) => {
    const x = index * step + step * 0.1;
    const [good, bad] = [scale(succeeded), scale(failed)];
    const column = { x, width: step * 0.8 };
    return element(
      'g',
      {},
      element('rect', { class: 'succeeded', ...column, y: height - good, height: good }),
      element('rect', { class: 'failed', ...column, y: height - good - bad, height: bad }),
    );
  });
  const line = (kind: string, y: number) =>
    element('line', { class: kind, x1: 0, x2: width, y1: y, y2: y });
  return chart(width, height + 1, name, line('most', 0), ...columns, line('ground', height));
}

/** How many the highest column stands for. */
export function mostOf(periods: readonly Period[]): number {
  return Math.max(1, ...periods.map(({ succeeded, failed }) => succeeded + failed));
}

/** From 0 to the longest of all: the median as a bar, and a mark up to where 95 of 100 end. */
export function spreadChart(
  { median, high }: Spread,
  longest: number,
  kind: 'queue' | 'run',
  l10n: Localization,
): Markup {
  const scale = (seconds: number) => (longest === 0 ? 0 : (seconds / longest) * barWidth);
  const middle = barHeight / 2;
  const name = l10n.t(
    'median {0}, 95% within {1}',
    formatDuration(median, l10n),
    formatDuration(high, l10n),
  );
  return chart(
    barWidth,
    barHeight,
    name,
    element('line', { class: 'high', x1: 0, x2: scale(high), y1: middle, y2: middle }),
    element('line', { class: 'high', x1: scale(high), x2: scale(high), y1: 2, y2: barHeight - 2 }),
    element('rect', { class: kind, x: 0, y: 2, height: barHeight - 4, width: scale(median) }),
  );
}

/** The shares of what succeeded, failed and was canceled. */
export function outcomeChart(
  { succeeded, failed, canceled }: ModelStatistics,
  l10n: Localization,
): Markup {
  const name = l10n.t('{0} succeeded, {1} failed, {2} canceled', succeeded, failed, canceled);
  const all = Math.max(1, succeeded + failed + canceled);
  let x = 0;
  const parts = Object.entries({ succeeded, failed, canceled }).map(([kind, count]) => {
    const part = { class: kind, x, y: 2, height: barHeight - 4, width: (count / all) * 100 };
    x += part.width;
    return element('rect', part);
  });
  return chart(100, barHeight, name, ...parts);
}

function chart(
  chartWidth: number,
  chartHeight: number,
  name: string,
  ...parts: readonly Markup[]
): Markup {
  const box = {
    viewBox: `0 0 ${chartWidth} ${chartHeight}`,
    width: chartWidth,
    height: chartHeight,
  };
  return element('svg', { role: 'img', 'aria-label': name, ...box }, ...parts);
}
