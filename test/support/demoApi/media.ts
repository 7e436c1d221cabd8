import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import type { FileReply } from './scenario';

const folder = join(__dirname, '../../fixtures/media');

/** What real servers say; of some kinds they know nothing. */
const contentTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.glb': 'model/gltf-binary',
  '.gz': 'application/gzip',
  '.html': 'text/html',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mid': 'audio/midi',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.srt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.tar': 'application/x-tar',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt',
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
