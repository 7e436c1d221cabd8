import { readFile, watch as watchFile } from 'node:fs/promises';

import type { Page } from 'playwright-core';

import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { runEntry } from '../support/vscode/entry';

const rounds = 20;
const places = ['row', 'status', 'channel', 'log'] as const;
const id = 'paintbench';
const surfaces = {
  row: '.part.sidebar .monaco-list-rows',
  status: '.part.statusbar',
  log: '.part.panel .view-lines',
} as const;
type Surface = keyof typeof surfaces;

/** `channel`: the extension has written the line; `log`: VS Code shows it. */
type Times = Record<Surface | 'channel', number[]>;

/**
 * Prints how long an answer takes, from the moment the API has sent it, until the window shows it
 * on each surface. VS Code's own way from the extension to the screen is part of it.
 */
void runEntry(async () => {
  const window = await PredictionsWindow.open({ settings: { 'deerapi.polling.minInterval': 1 } });
  try {
    print(await measure(window));
  } finally {
    await window.dispose();
  }
  return 0;
});

async function measure(window: PredictionsWindow): Promise<Times> {
  const { page, demo } = window;
  const times: Times = { row: [], status: [], channel: [], log: [] };
  serve(window, 0);
  await window.lookUp(id);
  await window.row('paint').waitFor();
  const channelFile = await window.channelFile();
  for (let round = 1; round <= rounds; round += 1) {
    const asked = demo.requests.length;
    const line = `round ${round} of`;
    const shown = watch(page, `${round} s`, line);
    const written = whenWritten(channelFile, line);
    serve(window, round);
    const seen = { ...(await shown), channel: await written };
    const answeredAt = demo.requests[asked]?.at ?? NaN;
    for (const place of places) times[place].push(seen[place] - answeredAt);
  }
  return times;
}

/** The next answers tell of that round in the log, and in its bar. */
function serve({ demo }: PredictionsWindow, round: number): void {
  const lines = Array.from({ length: round + 1 }, (_, index) => `round ${index} of ${rounds}\n`);
  const bar = `${round}%|█         | ${round}/100 [00:10<00:${String(round).padStart(2, '0')}, 1it/s]\r`;
  demo.set({ id, model: 'acme/paint', status: 'processing', logs: lines.join('') + bar });
}

async function whenWritten(file: string, line: string): Promise<number> {
  for await (const { eventType } of watchFile(file)) {
    if (eventType === 'change' && (await readFile(file, 'utf8')).includes(line)) break;
  }
  return Date.now();
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

function print(times: Times): void {
  console.log(`milliseconds from the answer to the screen, ${rounds} rounds`);
  for (const place of places) {
    const sorted = [...times[place]].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
    console.log(`${place.padEnd(8)} median ${at(0.5)}  p95 ${at(0.95)}  longest ${at(1)}`);
  }
}
