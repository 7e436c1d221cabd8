import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { logsDocument, logsDocumentFile } from '../../../support/logs/logsDocument';

describe('docs/logs.md', () => {
  it('says what the code does: npm run docs:logs writes it', async () => {
    assert.equal(await readFile(logsDocumentFile, 'utf8'), await logsDocument());
  });
});
