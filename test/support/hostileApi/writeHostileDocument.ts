import { writeFile } from 'node:fs/promises';

import { runEntry } from '../vscode/entry';
import { hostileDocument, hostileDocumentFile } from './hostileDocument';

/** Writes docs/hostile-server.md anew. */
void runEntry(async () => {
  await writeFile(hostileDocumentFile, await hostileDocument());
  return 0;
});
