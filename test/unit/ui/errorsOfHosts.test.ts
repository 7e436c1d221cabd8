import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { errorsOfHosts } from '../../support/ui/errorsOfHosts';

const extension = 'deerapi-predictions.deerapi-predictions';
const own = `2026-11-26 09:10:27.988 [error] Error: planted
\tat activate (/tmp/extensions/${extension}-0.1.0/dist/extension.js:100:21)
`;
const others = `2026-11-26 09:10:25.513 [info] Activating extension ${extension}
2026-11-26 09:10:25.600 [error] [vscode.json-language-features] provider FAILED
\tat provide (/tmp/extensions/json-language-features/dist/server.js:1:1)
2026-11-26 09:10:26.700 [warning] ${extension} took long
`;

describe('what extension hosts have noted', () => {
  const temporary = useTemporaryFolder();

  async function write(text: string): Promise<void> {
    const folder = path.join(temporary.path, '20261126T091000', 'exthost1');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'remoteexthost.log'), text);
  }

  it('is told of where it is an error of the extension, with its stack', async () => {
    await write(others + own + others);
    assert.deepEqual(await errorsOfHosts(temporary.path, extension), [own]);
  });

  it('is not told of where it is somebody else’s', async () => {
    await write(others);
    assert.deepEqual(await errorsOfHosts(temporary.path, extension), []);
  });

  it('is missed where there is no log', async () => {
    await assert.rejects(errorsOfHosts(temporary.path, extension), /no log/);
  });
});
