import type { Frame, Page } from 'playwright-core';

import { eventually } from '../eventually';
import { closeQuickInput, quickInput, quickInputRows } from '../vscode/palette';

/** What a person has in hand who uses no mouse. */
export class Keys {
  constructor(private readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Runs a command by its title from the palette. */
  async run(title: string): Promise<void> {
    await eventually(
      async () => {
        await quickInput(this.page).waitFor({ state: 'hidden' });
        await this.press('F1');
        await quickInput(this.page).and(this.page.locator(':focus')).waitFor();
        await this.page.keyboard.insertText(title);
        const isOffered = await appears(this.#focusedChoice(title));
        if (!isOffered) await closeQuickInput(this.page);
        return isOffered;
      },
      (isOffered) => isOffered,
    );
    await this.press('Enter');
  }

  /** Answers an input that shows this placeholder. */
  async answer(placeholder: string, text: string, offered?: string): Promise<void> {
    const input = this.page.getByPlaceholder(placeholder);
    // VS Code's list takes the focus back where it is drawn anew in the moment in which an input opens.
    if (!(await appears(input.and(this.page.locator(':focus'))))) await input.focus();
    await this.page.keyboard.insertText(text);
    if (offered !== undefined) await this.#focusedChoice(offered).waitFor();
    await this.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Opens the menu of what has the focus, and goes down to that entry. */
  async chooseInMenu(title: string): Promise<void> {
    await this.press('Shift+F10');
    const menu = this.page.locator('.monaco-menu');
    await menu.getByText(title, { exact: true }).waitFor();
    const chosen = menu.locator('.action-item.focused', { hasText: title });
    await eventually(
      async () => {
        await this.press('ArrowDown');
        return chosen.count();
      },
      (count) => count > 0,
    );
    await this.press('Enter');
    await menu.waitFor({ state: 'detached' });
  }

  /** Presses Tab until what has the focus in the frame is called so. */
  async tabTo(frame: Frame | Page, name: RegExp): Promise<void> {
    const seen: string[] = [];
    for (let step = 0; step < 80; step += 1) {
      const focused = await frame.evaluate(describeFocus);
      seen.push(focused);
      if (name.test(focused)) return;
      await this.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(name)}, but to: ${seen.join(', ')}.`);
  }

  #focusedChoice(title: string) {
    return quickInputRows(this.page).and(this.page.locator('.focused')).filter({ hasText: title });
  }
}

/** Runs in the page. */
function describeFocus(): string {
  const focused = document.activeElement;
  if (focused === null || focused === document.body || !document.hasFocus()) return '';
  return (focused.getAttribute('aria-label') ?? focused.textContent).trim();
}

async function appears(part: ReturnType<Page['locator']>): Promise<boolean> {
  return part.waitFor({ timeout: 1000 }).then(
    () => true,
    () => false,
  );
}
