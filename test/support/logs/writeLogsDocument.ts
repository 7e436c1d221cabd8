import { writeFile } from 'node:fs/promises';

import { runEntry } from '../vscode/entry';
import { logsDocument, logsDocumentFile } from './logsDocument';

/** Writes docs/logs.md anew. */
void runEntry(async () => {
  await writeFile(logsDocumentFile, await logsDocument());
  return 0;
});
