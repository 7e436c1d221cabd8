import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { build, type BuildOptions } from 'esbuild';

import { projectFolder } from '../vscode/cacheFolder';

export const noticesFile = path.join(projectFolder, 'ThirdPartyNotices.txt');

const introduction = `Third-party notices

DeerAPI Predictions contains code of the packages below, each under its own license.
\`npm run docs:notices\` writes this file.
`;

/** Of every package that has code in what is shipped: its name, version and license. */
export async function thirdPartyNotices(): Promise<string> {
  const notices = await Promise.all((await shippedPackages()).map(noticeOf));
  return [introduction, ...notices].join(`\n${'-'.repeat(80)}\n\n`);
}

/** The folders of packages below `node_modules`, in the order of their names. */
async function shippedPackages(): Promise<string[]> {
  const { shipped } = createRequire(__filename)('../../../esbuild.js') as {
    shipped: BuildOptions[]; // as it exports them
  };
  const inputs = await Promise.all(
    shipped.map(async (options) => {
      const built = await build({ ...options, metafile: true, write: false, logLevel: 'error' });
      return Object.keys(built.metafile.inputs);
    }),
  );
  const folders = inputs
    .flat()
    .map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

async function noticeOf(folder: string): Promise<string> {
  const manifest = await readFile(path.join(projectFolder, folder, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(manifest) as Record<string, string>; // of npm
  return `${name} ${version} (${license})\n\n${await licenseText(path.join(projectFolder, folder))}\n`;
}

/** Of its own file, else the last part of its readme. */
async function licenseText(folder: string): Promise<string> {
  const files = await readdir(folder);
  const own = files.find((file) => /^licen[cs]e/i.test(file));
  if (own !== undefined) return (await readFile(path.join(folder, own), 'utf8')).trim();
  const readme = await readFile(path.join(folder, 'README.md'), 'utf8');
  const text = /^License\n-+\n(.*?)(?:^\[|(?![^]))/ms.exec(readme)?.[1];
  if (text === undefined) throw new Error(`${folder} does not say its license.`);
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').trim();
}
