/** A value that must not be over its limit. */
export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}

export function isMet({ value, limit }: Goal): boolean {
  return value <= limit;
}

export function goalLines(goals: readonly Goal[]): string[] {
  return goals.map((goal) => {
    const limit = Number(goal.limit.toFixed(3));
    const verdict = isMet(goal) ? 'ok' : 'missed';
    return `${verdict.padEnd(7)} ${goal.name}: ${goal.value.toFixed(3)} (goal: at most ${limit})`;
  });
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
