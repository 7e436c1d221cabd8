import type { Goal } from '../goal';
import type { Results } from './contest';

export function goalsOf({ jsClient, bar, nothing, watchedBar, watchedNothing }: Results): Goal[] {
  const share = ({ requests }: { requests: { mean: number } }) =>
    requests.mean / jsClient.requests.mean;
  return [
    { name: 'with a bar: mean requests, of the JS client', value: share(bar), limit: 1 / 10 },
    { name: 'with a bar: lateness p50, s', value: bar.lateness.p50, limit: 0.35 },
    { name: 'with a bar: lateness p95, s', value: bar.lateness.p95, limit: 3 },
    { name: 'with nothing: mean requests, of the JS client', value: share(nothing), limit: 1 / 4 },
    { name: 'with nothing: lateness p50, s', value: nothing.lateness.p50, limit: 1 },
    {
      name: 'watched: longest time between two asks, s',
      value: Math.max(watchedBar.longestWait, watchedNothing.longestWait),
      limit: 2,
    },
  ];
}
