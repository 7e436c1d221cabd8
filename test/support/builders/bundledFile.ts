import path from 'node:path';

import { build } from 'esbuild';

import { projectFolder } from '../vscode/cacheFolder';

/** Bundles a source file as the build does, for a test that runs it by itself. */
export async function bundledFile(source: string, folder: string): Promise<string> {
  const outfile = path.join(folder, `${path.basename(source, '.ts')}.js`);
  await build({
    entryPoints: [path.join(projectFolder, source)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile,
  });
  return outfile;
}
