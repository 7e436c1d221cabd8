import { errors, type Locator, type Page } from 'playwright-core';

const offeredWithinMs = 30_000;
const lookAgainMs = 500;

/** The input at the top of the window that asks for a command, a choice or a text. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible input.input');
}

/** What the quick input offers to choose from. */
export function quickInputRows(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}

/** Runs a command by its title, as a person does: F1, the title, Enter once it is offered. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = quickInputRows(page).filter({ hasText: title }).first();
  const givenUp = Date.now() + offeredWithinMs;
  while (!(await isOffered(page, title, row))) {
    if (Date.now() > givenUp) throw new Error(`VS Code does not offer the command “${title}”.`);
    // The palette does not learn of commands that are added while it is open.
    await closeQuickInput(page);
  }
  await row.click();
}

async function isOffered(page: Page, title: string, row: Locator): Promise<boolean> {
  const input = quickInput(page);
  // One that is just closing is still there for a moment, but takes no keys.
  await input.waitFor({ state: 'hidden' });
  await page.keyboard.press('F1');
  if (!(await appears(input))) return false;
  // What takes the focus just now, such as a page that has loaded, closes it again.
  if (!(await isInTime(input.fill(`>${title}`, { timeout: lookAgainMs })))) return false;
  return appears(row);
}

/** Closes the quick input; without this wait its field would still swallow the next keys. */
export async function closeQuickInput(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await quickInput(page).waitFor({ state: 'hidden' });
}

function appears(part: Locator): Promise<boolean> {
  return isInTime(part.waitFor({ timeout: lookAgainMs }));
}

async function isInTime(step: Promise<void>): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
