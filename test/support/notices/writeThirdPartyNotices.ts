import { writeFile } from 'node:fs/promises';

import { runEntry } from '../vscode/entry';
import { noticesFile, thirdPartyNotices } from './thirdPartyNotices';

/** Writes ThirdPartyNotices.txt anew. */
void runEntry(async () => {
  await writeFile(noticesFile, await thirdPartyNotices());
  return 0;
});
