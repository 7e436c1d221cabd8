import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';

import { projectText } from '../support/projectFiles';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { closeQuickInput, quickInputRows, runCommand } from '../support/vscode/palette';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly enablement?: string;
    }[];
  };
}

const manifest = JSON.parse(projectText('package.json')) as Manifest; // VS Code checks its shape
const strings = JSON.parse(projectText('package.nls.json')) as Record<string, string>; // flat by definition

/** What a person sees of a command that has nothing to work on. */
type Answer =
  | { readonly asks: string }
  | { readonly says: string }
  | { readonly opens: string }
  | { readonly status: string };

const answers: Readonly<Record<string, Answer>> = {
  'deerapi.lookUp': { asks: 'Paste a prediction’s ID, URL or JSON' },
  'deerapi.track': { asks: 'Paste IDs or URLs here, or choose where they are' },
  'deerapi.filter': { asks: 'Text in ID, model or error; and the states to show' },
  'deerapi.switchEndpoint': { asks: 'Choose where predictions are looked up' },
  'deerapi.setApiKey': { asks: 'Paste the API key' },
  'deerapi.removeApiKey': { says: 'No API key was stored for' },
  'deerapi.checkConnection': { says: 'There is no API key for' },
  'deerapi.compare': { says: 'There are no outputs to compare yet: look a prediction up first.' },
  'deerapi.cancelDownloads': { status: 'No output is being fetched.' },
  'deerapi.showSummary': { opens: 'Summary of Predictions' },
  'deerapi.showSample': { status: 'sample' },
};

/** The list is empty, and stays so in any order. */
const quiet = new Set(['deerapi.clearFilter', 'deerapi.sortByNewest', 'deerapi.sortByState']);

const nothingTracked: Answer = { says: 'No prediction is tracked yet: look one up first.' };

describe('A command that is run from the palette with nothing to work on', () => {
  const window = PredictionsWindow.use({ hasKey: false });

  const offered = manifest.contributes.commands.filter(
    ({ enablement }) => enablement === undefined,
  );
  // It tracks one, so that there is something to work on.
  const inOrder = [...offered].sort((one, other) => rank(one.command) - rank(other.command));
  for (const { command, title } of inOrder) {
    const answer = answers[command] ?? nothingTracked;
    it(`${command} ${quiet.has(command) ? 'does nothing' : wordsOf(answer)}`, async () => {
      await runCommand(window.page, `DeerAPI: ${text(title)}`);
      if (quiet.has(command)) return;
      await answerIn(window, answer).waitFor();
      if ('asks' in answer) await closeQuickInput(window.page);
      if ('says' in answer) await window.clearToasts();
    });
  }

  it('is not offered where it could do nothing at all', async () => {
    await window.page.keyboard.press('F1');
    await window.page.locator('.quick-input-widget input.input').fill('>DeerAPI: ');
    await quickInputRows(window.page).filter({ hasText: 'Set API Key…' }).first().waitFor();
    assert.equal(await quickInputRows(window.page).filter({ hasText: 'Pin Preview' }).count(), 0);
    await closeQuickInput(window.page);
  });

  it('never fails for a reason of its own', async () => {
    assert.equal(await window.toast('Something went wrong').count(), 0);
    const log = await readFile(await window.channelFile(), 'utf8');
    assert.doesNotMatch(log, /^\s+at /m, 'a stack in the log');
  });
});

function rank(command: string): number {
  return Number(command === 'deerapi.showSample');
}

function wordsOf(answer: Answer): string {
  return Object.entries(answer)
    .map(([how, words]) => `${how}: ${words}`)
    .join();
}

function answerIn(window: PredictionsWindow, answer: Answer): Locator {
  if ('asks' in answer) return window.page.getByPlaceholder(answer.asks);
  if ('says' in answer) return window.toast(answer.says);
  if ('status' in answer) return window.statusItem(answer.status);
  return window.page.getByRole('tab', { name: answer.opens });
}

function text(title: string): string {
  return strings[title.replaceAll('%', '')] ?? title;
}
