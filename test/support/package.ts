import { runEntry } from './vscode/entry';
import { packagedExtension, packageExtension } from './vscode/vsix';

void runEntry(async () => {
  await packageExtension(packagedExtension, true);
  return 0;
});
