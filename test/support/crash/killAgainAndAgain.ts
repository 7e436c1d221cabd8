import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';

import { seededRandom } from '../../bench/polling/seededRandom';
import { BusyProcess, type BusyProcessParts } from './busyProcess';
import { checkStorage, type Stored } from './checkStorage';

export interface KillingPlan {
  readonly kills: number;
  /** The same kills for the same one, as far as clocks allow. */
  readonly seed: number;
  /** Milliseconds, after it has begun. */
  readonly longestLife: number;
  /** Called after each kill, with what is there. */
  readonly onDidCheck?: (stored: Stored) => void;
}

/** Of `CRASH_SEED`, by which a failure can be repeated, or another one each time. */
export function crashSeed(): number {
  return Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
}

/**
 * Starts the process over and over on the same folder, kills each at a random moment, and checks what is
 * there. Gives what there was after the last kill.
 */
export async function killAgainAndAgain(
  parts: BusyProcessParts,
  { kills, seed, longestLife, onDidCheck }: KillingPlan,
): Promise<Stored> {
  const random = seededRandom(seed);
  let stored: Stored = { heads: [], files: new Map(), parts: 0 };
  for (let kill = 1; kill <= kills; kill += 1) {
    const busy = new BusyProcess(parts);
    try {
      await busy.begun();
      await after(random() * longestLife);
    } finally {
      await busy.kill();
    }
    stored = await checkStorage(parts.folder, parts.ledger).catch((error: unknown) => {
      throw new Error(`After kill ${kill} with CRASH_SEED=${seed}`, { cause: error });
    });
    assert.deepEqual([...busy.reports, ...busy.bugs], [], `kill ${kill}, CRASH_SEED=${seed}`);
    onDidCheck?.(stored);
  }
  return stored;
}
