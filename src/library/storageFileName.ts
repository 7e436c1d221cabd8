import { createHash } from 'node:crypto';

/**
 * A file or folder name for an id. Ids that differ by case alone get different names, as not every
 * file system tells them apart; no reserved name can arise.
 */
export function storageFileName(id: string): string {
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 12);
  const readable = id.toLowerCase().replace(/[^a-z0-9-]/g, '_');
  return `${readable.slice(0, 80)}-${digest}`;
}
