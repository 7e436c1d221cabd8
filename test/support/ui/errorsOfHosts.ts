import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const startOfEntry = /^(?=\d{4}-\d\d-\d\d .*\[\w+\])/m;

/**
 * What the extension hosts of a VS Code have noted as errors of an extension, with where they come from:
 * promises that failed without anyone knowing are among it, a second after they did.
 */
export async function errorsOfHosts(logFolder: string, extension: string): Promise<string[]> {
  const names = await readdir(logFolder, { recursive: true });
  const logs = names.filter((name) => path.basename(name) === 'remoteexthost.log');
  if (logs.length === 0) throw new Error(`There is no log of an extension host in ${logFolder}.`);
  const texts = await Promise.all(logs.map((log) => readFile(path.join(logFolder, log), 'utf8')));
  return texts
    .flatMap((text) => text.split(startOfEntry))
    .filter((entry) => entry.includes('[error]') && entry.includes(extension));
}
