import type { Answer, Ask, Scenario } from './scenario';

/** The scenarios by id, and for each how often and since when it was asked for. */
export class ServedScenarios {
  private readonly served: Map<string, Scenario>;
  private readonly asked = new Map<string, { firstAt: number; count: number }>();

  constructor(scenarios: readonly Scenario[]) {
    this.served = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  }

  all(): Scenario[] {
    return [...this.served.values()];
  }

  /** One that takes a known id's place begins anew. */
  add(scenario: Scenario): void {
    this.served.set(scenario.id, scenario);
    this.asked.delete(scenario.id);
  }

  answer(id: string, ask: Pick<Ask, 'now' | 'origin' | 'elsewhere'>): Answer | undefined {
    const scenario = this.served.get(id);
    if (!scenario) return undefined;
    const before = this.asked.get(id) ?? { firstAt: ask.now, count: 0 };
    const asked = { ...before, count: before.count + 1 };
    this.asked.set(id, asked);
    return scenario.answer({ id, ...ask, ...asked });
  }
}
