import type { Outcome } from './play';

/** How a policy did over many runs. */
export interface Summary {
  readonly requests: { readonly mean: number; readonly p50: number };
  /** Seconds. */
  readonly lateness: { readonly mean: number; readonly p50: number; readonly p95: number };
  /** Seconds between two asks, at the most. */
  readonly longestWait: number;
}

export function summarize(outcomes: readonly Outcome[]): Summary {
  const requests = outcomes.map((outcome) => outcome.requests);
  const lateness = outcomes.map((outcome) => outcome.lateness);
  return {
    requests: { mean: mean(requests), p50: percentile(requests, 50) },
    lateness: {
      mean: mean(lateness),
      p50: percentile(lateness, 50),
      p95: percentile(lateness, 95),
    },
    longestWait: Math.max(...outcomes.map((outcome) => outcome.longestWait)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The least value that this many of a hundred do not exceed. */
function percentile(values: readonly number[], hundredths: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((hundredths / 100) * sorted.length) - 1] ?? NaN;
}
