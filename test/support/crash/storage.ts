import path from 'node:path';

/** Where `extension.ts` keeps predictions, in VS Code's folder for the extension. */
export function libraryFolder(storage: string): string {
  return path.join(storage, 'library');
}

/** Where it keeps their files. */
export function outputsFolder(storage: string): string {
  return path.join(storage, 'outputs');
}
