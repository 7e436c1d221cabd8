import type { Page } from 'playwright-core';

import { openPredictionsWindow, type PredictionsWindow } from '../support/ui/predictionsWindow';
import { runEntry } from '../support/vscode/entry';

const rounds = 20;
const id = 'paintbench';
const surfaces = {
  row: '.part.sidebar .monaco-list-rows',
  status: '.part.statusbar',
  log: '.part.panel .view-lines',
} as const;
type Surface = keyof typeof surfaces;

/**
 * Prints how long an answer takes, from the moment the API has sent it, until the window shows it
 * on each surface. VS Code's own way from the extension to the screen is part of it.
 */
void runEntry(async () => {
  const window = await openPredictionsWindow({ settings: { 'deerapi.polling.minInterval': 1 } });
  try {
    print(await measure(window));
  } finally {
    await window.dispose();
  }
  return 0;
});

async function measure(window: PredictionsWindow): Promise<Record<Surface, number[]>> {
  const { page, demo } = window;
  const times: Record<Surface, number[]> = { row: [], status: [], log: [] };
  serve(window, 0);
  await window.lookUp(id);
  await window.row('paint').waitFor();
  for (let round = 1; round <= rounds; round += 1) {
    const asked = demo.requests.length;
    const shown = watch(page, `${round} s`, `round ${round} of`);
    serve(window, round);
    for (const [surface, at] of Object.entries(await shown) as [Surface, number][]) {
      const answeredAt = demo.requests[asked]?.at ?? NaN;
      times[surface].push(at - answeredAt);
    }
  }
  return times;
}

/** The next answers tell of that round in the log, and in its bar. */
function serve({ demo }: PredictionsWindow, round: number): void {
  const lines = Array.from({ length: round + 1 }, (_, index) => `round ${index} of ${rounds}\n`);
  const bar = `${round}%|█         | ${round}/100 [00:10<00:${String(round).padStart(2, '0')}, 1it/s]\r`;
  demo.set({ id, model: 'acme/paint', status: 'processing', logs: lines.join('') + bar });
}

/** When each surface first shows the round, by the clock that the API has, too. */
function watch(page: Page, state: string, line: string): Promise<Record<Surface, number>> {
  return page.evaluate(
    ({ selectors, texts }) =>
      new Promise<Record<Surface, number>>((resolve) => {
        const seen: Partial<Record<Surface, number>> = {};
        new MutationObserver((_, observer) => {
          for (const surface of ['row', 'status', 'log'] as const) {
            const text = document.querySelector(selectors[surface])?.textContent ?? '';
            // The editor draws spaces as no-break spaces.
            if (text.replaceAll('\u00a0', ' ').includes(texts[surface]))
              seen[surface] ??= Date.now();
          }
          const { row, status, log } = seen;
          if (row === undefined || status === undefined || log === undefined) return;
          observer.disconnect();
          resolve({ row, status, log });
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    { selectors: surfaces, texts: { row: state, status: state, log: line } },
  );
}

function print(times: Record<Surface, number[]>): void {
  console.log(`milliseconds from the answer to the screen, ${rounds} rounds`);
  for (const [surface, all] of Object.entries(times)) {
    const sorted = [...all].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
    console.log(`${surface.padEnd(7)} median ${at(0.5)}  p95 ${at(0.95)}  longest ${at(1)}`);
  }
}
