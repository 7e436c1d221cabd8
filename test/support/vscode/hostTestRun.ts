import type { Environment } from './childGroup';
import type { Settings } from './userSettings';

/** A suite to run inside the extension host, and what it needs there. */
export interface HostTests {
  /** The folder of the extension under test. */
  readonly extension: string;
  /** A script that exports `run(): Promise<void>`. */
  readonly suite: string;
  readonly env?: Environment;
  readonly settings?: Settings;
  readonly timeoutMs: number;
}

/** The same, as a window is started with it. */
export interface HostTestRun extends Required<HostTests> {
  /** An empty folder to open. */
  readonly workspace: string;
}
