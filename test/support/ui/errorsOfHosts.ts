import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { eventually } from '../eventually';

const startOfEntry = /^(?=\d{4}-\d\d-\d\d .*\[\w+\])/m;

/**
 * What the extension hosts of a VS Code have noted as errors of an extension, with where they come from:
 * promises that failed without anyone knowing are among it, a second after they did.
 */
export async function errorsOfHosts(logFolder: string, extension: string): Promise<string[]> {
  const logs = await logsOfHosts(logFolder);
  if (logs.length === 0) throw new Error(`There is no log of an extension host in ${logFolder}.`);
  const texts = await Promise.all(logs.map((log) => readFile(log, 'utf8')));
  return texts
    .flatMap((text) => text.split(startOfEntry))
    .filter((entry) => entry.includes('[error]') && entry.includes(extension));
}

/** Waits until an extension host has begun its log: what tests do may be done before it runs. */
export async function hostIsLogging(logFolder: string): Promise<void> {
  await eventually(
    () => logsOfHosts(logFolder),
    (logs) => logs.length > 0,
  );
}

async function logsOfHosts(logFolder: string): Promise<string[]> {
  const names = await readdir(logFolder, { recursive: true });
  return names
    .filter((name) => path.basename(name) === 'remoteexthost.log')
    .map((name) => path.join(logFolder, name));
}
