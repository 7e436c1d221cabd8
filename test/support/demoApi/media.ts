import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import type { FileReply } from './scenario';

const folder = join(__dirname, '../../fixtures/media');

const contentTypes: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.glb': 'model/gltf-binary',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.zip': 'application/zip',
};

/** Predictions name it without an ending, as a few real models do. */
const aliases: Readonly<Record<string, string>> = { out: 'canyon.jpg' };

/** The names are compared with the folder's own, so that no request can leave it. */
export async function media(asked: string): Promise<FileReply | undefined> {
  const name = aliases[asked] ?? asked;
  if (!readdirSync(folder).includes(name)) return undefined;
  const type = contentTypes[extname(name)] ?? 'application/octet-stream';
  return {
    status: 200,
    headers: { 'Content-Type': type },
    body: await readFile(join(folder, name)),
  };
}

export function dataUri(name: string, type: string): string {
  return `data:${type};base64,${readFileSync(join(folder, name)).toString('base64')}`;
}
