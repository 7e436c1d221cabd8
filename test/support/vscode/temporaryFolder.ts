import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endWithThisProcess } from './lifetime';

export interface TemporaryFolder {
  readonly path: string;
  dispose(): Promise<void>;
}

/** An empty folder that is gone after `dispose`, and with this process at the latest. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), `deerapi-${name}-`)));
  const options = { recursive: true, force: true, maxRetries: 5 };
  const dispose = async (): Promise<void> => {
    await rm(folder, options);
    forget();
  };
  const forget = endWithThisProcess({
    dispose,
    kill: () => {
      rmSync(folder, options);
    },
  });
  return { path: folder, dispose };
}
