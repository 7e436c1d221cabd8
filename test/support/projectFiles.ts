import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from './vscode/cacheFolder';

/** @param file Its path within the project. */
export function projectText(file: string): string {
  return readFileSync(path.join(projectFolder, file), 'utf8');
}

/** The texts of all that the extension's bundle is made of. */
export function sourceTexts(): string[] {
  return readdirSync(path.join(projectFolder, 'src'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => projectText(path.join('src', file)));
}
