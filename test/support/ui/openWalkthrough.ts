import type { Page } from 'playwright-core';

import { quickInputRows, runCommand } from '../vscode/palette';

/** Opens the walkthrough of the extension, as far as its first step, which VS Code gives the focus. */
export async function openWalkthrough(page: Page): Promise<void> {
  await runCommand(page, 'Welcome: Open Walkthrough...');
  await quickInputRows(page).filter({ hasText: 'See your model runs' }).click();
  // That comes after its picture, and would close whatever was opened meanwhile.
  await page.locator('.getting-started-step.expanded:focus').waitFor();
}
