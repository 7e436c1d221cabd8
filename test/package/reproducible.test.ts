import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { projectFolder } from '../support/vscode/cacheFolder';
import { packagedExtension, packageExtension } from '../support/vscode/vsix';

describe('Building the package again', () => {
  it('gives the same bytes', async function () {
    this.timeout(120_000);
    const before = readFileSync(packagedExtension);
    execFileSync(process.execPath, ['esbuild.js'], { cwd: projectFolder, stdio: 'pipe' });
    await packageExtension(packagedExtension);
    assert.ok(before.equals(readFileSync(packagedExtension)), 'the two packages differ');
  });
});
