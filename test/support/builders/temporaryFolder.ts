import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TemporaryFolder {
  /** Valid while a test runs. */
  readonly path: string;
}

/** A new empty folder for each test of the suite, removed after it. */
export function useTemporaryFolder(): TemporaryFolder {
  const folder = { path: '' };
  beforeEach(async () => {
    folder.path = await mkdtemp(path.join(tmpdir(), 'deerapi-unit-'));
  });
  afterEach(() => rm(folder.path, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
