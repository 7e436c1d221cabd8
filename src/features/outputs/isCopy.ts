import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Whether both files hold the same; false where the second one is not there. */
export async function isCopy(file: string, other: string): Promise<boolean> {
  const there = await stat(other).catch(() => undefined);
  if (there?.isFile() !== true || there.size !== (await stat(file)).size) return false;
  const [digest, otherDigest] = await Promise.all([digestOf(file), digestOf(other)]);
  return digest === otherDigest;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
