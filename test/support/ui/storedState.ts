import type { Page } from 'playwright-core';

import { eventually } from '../eventually';

/**
 * Waits until VS Code has stored that the editor is open, and how it looks: in a browser it does so
 * now and then.
 * @param pattern What is stored of it.
 */
export async function editorIsStored(page: Page, pattern: RegExp): Promise<void> {
  await eventually(
    () => page.evaluate(storedItems, 'memento/workbench.parts.editor'),
    (stored) => stored.some((editors) => pattern.test(editors)),
  );
}

/** Waits until VS Code has stored which view the sidebar shows, if any. */
export async function sidebarIsStored(page: Page): Promise<void> {
  const shown = await page.evaluate(shownInSidebar);
  if (shown === undefined) return;
  await eventually(
    () => page.evaluate(storedItems, 'workbench.sidebar.activeviewletid'),
    // The Explorer is what it shows where nothing is stored.
    (stored) => (stored[0] ?? 'workbench.view.explorer') === shown,
  );
}

/** The id of that view. Runs in the page. */
function shownInSidebar(): string | undefined {
  const views = [...document.querySelectorAll<HTMLElement>('.part.sidebar .composite')];
  return views.find((view) => view.id !== '' && view.checkVisibility())?.id;
}

/**
 * What VS Code has stored under a key, for the folder or for all.
 * Runs in the page; so it names no function within, which would refer to what only the test has.
 */
async function storedItems(key: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const opening = indexedDB.open(name);
    await new Promise((done) => {
      opening.onsuccess = done;
    });
    const database = opening.result;
    if (database.objectStoreNames.contains('ItemTable')) {
      const items = database.transaction('ItemTable').objectStore('ItemTable');
      const reading: IDBRequest<unknown> = items.get(key);
      await new Promise((done) => {
        reading.onsuccess = done;
      });
      if (typeof reading.result === 'string') found.push(reading.result);
    }
    database.close();
  }
  return found;
}
