import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { seedId } from './demoApi/seedPrediction';
import { openPredictionsWindow } from './ui/predictionsWindow';
import { projectFolder } from './vscode/cacheFolder';
import { runEntry } from './vscode/entry';

const folder = path.join(projectFolder, 'media', 'readme');

/** Takes the pictures of the README from the real window. */
void runEntry(async () => {
  await mkdir(folder, { recursive: true });
  const window = await openPredictionsWindow({
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });
  const { page } = window;
  try {
    await window.lookUp('refinestagesv6z3t5w0n8b2j7');
    await window.statusItem('starting').waitFor();
    for (const id of ['fourlakes8r1v6z3t5w0n8b2j7', seedId]) await window.lookUp(id);
    const preview = await window.preview('stable-diffusion-3.5-large');
    await preview.locator('img').first().waitFor();
    await window.statusItem('left').waitFor();
    await page.mouse.move(700, 400);
    await page.screenshot({ path: path.join(folder, 'look-up.png') });
  } finally {
    await window.dispose();
  }
  return 0;
});
