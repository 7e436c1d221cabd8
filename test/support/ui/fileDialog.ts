import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { eventually } from '../eventually';
import { quickInput, quickInputRows } from '../vscode/palette';
import type { PredictionsWindow } from './predictionsWindow';

/** Accepts the file dialog, once it proposes that place. */
export async function acceptDialog(
  { page }: Pick<PredictionsWindow, 'page'>,
  proposal: string,
): Promise<void> {
  const input = quickInput(page);
  await eventually(
    () => input.inputValue(),
    (value) => value.endsWith(proposal),
  );
  // While the dialog still looks at what is there, it takes no key.
  await eventually(
    async () => {
      await page.keyboard.press('Enter');
      return input.isHidden();
    },
    (isAccepted) => isAccepted,
  );
}

/** A folder in the workspace, with one of its own by which a dialog shows that it has arrived there. */
export async function newFolder({ folder }: PredictionsWindow, name: string): Promise<string> {
  const made = path.join(folder, name);
  await mkdir(path.join(made, `in-${name}`), { recursive: true });
  return made;
}

/** Chooses one that {@link newFolder} has made. */
export async function chooseFolder(window: PredictionsWindow, folder: string): Promise<void> {
  const input = quickInput(window.page);
  // Before it lists its first folder, it would put that in front of what is typed.
  await quickInputRows(window.page).filter({ hasText: '..' }).first().waitFor();
  await input.fill(`${folder}/`);
  await quickInputRows(window.page)
    .filter({ hasText: `in-${path.basename(folder)}` })
    .waitFor();
  await acceptDialog(window, `${folder}/`);
}
