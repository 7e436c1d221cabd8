import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { hostileDocument, hostileDocumentFile } from '../../support/hostileApi/hostileDocument';

describe('docs/hostile-server.md', () => {
  it('says what the tests expect: npm run docs:hostile writes it', async () => {
    assert.equal(await readFile(hostileDocumentFile, 'utf8'), await hostileDocument());
  });
});
