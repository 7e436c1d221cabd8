import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { launchBrowser } from './vscode/browser';
import { projectFolder } from './vscode/cacheFolder';
import { runEntry } from './vscode/entry';

const media = path.join(projectFolder, 'media');
const side = 256;

/** Draws the icon of the package from its SVG: the marketplace takes none that is an SVG. */
void runEntry(async () => {
  const svg = await readFile(path.join(media, 'icon', 'icon.svg'), 'utf8');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: path.join(media, 'icon.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
  return 0;
});
