import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { withoutCoverage } from '../../support/coverage/withoutCoverage';
import { projectFolder } from '../../support/vscode/cacheFolder';

const mocha = path.join(projectFolder, 'node_modules', 'mocha', 'bin', 'mocha.js');

describe('a promise that fails without anyone knowing', () => {
  const temporary = useTemporaryFolder();

  it('fails the test that runs', async function () {
    this.timeout(30_000);
    assert.match(await told(`void Promise.reject(new Error('nobody knows'));`), /nobody knows/);
    assert.match(
      await told(`await Promise.reject(new Error('known')).catch(() => 0);`),
      /1 passing/,
    );
  });

  async function told(statement: string): Promise<string> {
    const file = path.join(temporary.path, 'any.test.ts');
    const rest = `await new Promise((done) => setImmediate(done));`;
    await writeFile(file, `it('does something', async () => { ${statement} ${rest} });`);
    const { stdout, status } = spawnSync(process.execPath, [mocha, file], {
      cwd: projectFolder,
      env: withoutCoverage,
      encoding: 'utf8',
    });
    assert.equal(status === 0, stdout.includes('1 passing'), stdout);
    return stdout;
  }
});
