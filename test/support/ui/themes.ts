import { quickInput, quickInputRows, runCommand } from '../vscode/palette';
import type { PredictionsWindow } from './predictionsWindow';

/** As the list of themes names them, and as a page is told of them. */
export const themes = [
  ['Dark Modern', 'vscode-dark'],
  ['Light Modern', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
] as const;

export async function chooseTheme({ page }: PredictionsWindow, theme: string): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await page.getByPlaceholder(/^Select Color Theme/).waitFor();
  await quickInput(page).fill(theme);
  await quickInputRows(page).filter({ hasText: theme }).first().waitFor();
  await page.keyboard.press('Enter');
  await quickInput(page).waitFor({ state: 'hidden' });
}
