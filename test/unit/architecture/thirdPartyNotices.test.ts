import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { noticesFile, thirdPartyNotices } from '../../support/notices/thirdPartyNotices';

describe('ThirdPartyNotices.txt', () => {
  it('names every package whose code is shipped: npm run docs:notices writes it', async () => {
    assert.equal(await readFile(noticesFile, 'utf8'), await thirdPartyNotices());
  });
});
