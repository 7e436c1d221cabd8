import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { canary } from '../support/hostileApi/canary';
import { projectFolder } from '../support/vscode/cacheFolder';
import { packagedExtension, packageExtension } from '../support/vscode/vsix';

describe('Building the package again', () => {
  it('gives the same bytes, whatever keys the environment holds', async function () {
    this.timeout(120_000);
    const before = readFileSync(packagedExtension);
    const env = { ...process.env, DEERAPI_KEY: canary, REPLICATE_API_TOKEN: canary };
    execFileSync(process.execPath, ['esbuild.js'], { cwd: projectFolder, stdio: 'pipe', env });
    await packageExtension(packagedExtension);
    assert.ok(before.equals(readFileSync(packagedExtension)), 'the two packages differ');
  });
});
