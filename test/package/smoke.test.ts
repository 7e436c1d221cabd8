import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { seedId } from '../support/demoApi/seedPrediction';
import { eventually } from '../support/eventually';
import { openWalkthrough } from '../support/ui/openWalkthrough';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { projectFolder } from '../support/vscode/cacheFolder';
import { vscodeVersion } from '../support/vscode/vscodeVersion';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

const manifest = JSON.parse(
  readFileSync(path.join(projectFolder, 'package.json'), 'utf8'),
) as Manifest; // npm and VS Code check its shape

/** A native part of VS Code's own, which its build of the npm registry leaves out. */
const vscodeWithoutCompiler = "Cannot find module './build/Release/watchdog'";

for (const version of ['oldest', 'newest']) {
  describe(`The package, installed into a clean VS Code ${vscodeVersion(version)}`, () => {
    const window = PredictionsWindow.use({ version });

    it('is listed with its version, and nothing else is', async () => {
      const { publisher, name, version } = manifest;
      assert.deepEqual(await window.installedExtensions(), [`${publisher}.${name}@${version}`]);
    });

    it('greets a newcomer with one sentence and one button', async () => {
      await window.page.getByRole('tab', { name: /^DeerAPI/ }).click();
      const welcome = window.page.locator('.part.sidebar .welcome-view-content');
      await welcome.getByRole('button', { name: 'Look Up Prediction…' }).waitFor();
    });

    it('leads through the first minutes', async () => {
      await openWalkthrough(window.page);
      await window.page.locator('.getting-started-step').nth(3).waitFor();
      const picture = window.page.locator('.getting-started-media img');
      await picture.waitFor();
      await picture.evaluate((image: HTMLImageElement) => image.decode());
    });

    it('shows a prediction in the tree, the status bar, the log and the preview', async () => {
      await window.lookUp(seedId);
      await window.row('hvmbv5hn · succeeded · 8.7 s').waitFor();
      await window.statusItem('stable-diffusion-3.5-large · succeeded · 8.7 s').waitFor();
      await eventually(
        () => window.logText(),
        (text) => text.includes('KSampler 40/40'),
      );
      const preview = await window.preview('stable-diffusion-3.5-large');
      await eventually(
        () => preview.evaluate(() => [...document.images].map((image) => image.naturalWidth)),
        (widths) => widths.length > 0 && widths.every((width) => width > 0),
      );
      await window.screenshot(`smoke-${version}`);
    });

    it('leaves no error in the logs', async () => {
      const log = await window.extensionHostLog();
      assert.match(log, /deerapi/, 'the extension host tells that it was started');
      const channel = await readFile(await window.channelFile(), 'utf8');
      const errors = `${log}\n${channel}`.split('\n').filter((line) => /\[error\]/i.test(line));
      assert.deepEqual(
        errors.filter((line) => !line.endsWith(vscodeWithoutCompiler)),
        [],
      );
    });
  });
}
