import path from 'node:path';
import { startNodeGroup, type ChildGroup, type Environment } from './childGroup';
import { codeServer, type CodeServer } from './codeServer';
import { within } from './deadline';
import { addDisplayLanguage } from './displayLanguage';
import { LaunchError } from './launchError';
import { temporaryFolder } from './temporaryFolder';
import { writeUserSettings, type Settings } from './userSettings';
import { vscodeVersion } from './vscodeVersion';

export interface VscodeServerOptions {
  /** `oldest`, `newest` or one such as 1.100.3; VSCODE_VERSION by default. */
  readonly version?: string | undefined;
  /** VSIX files to install before the start. */
  readonly extensions?: readonly string[];
  readonly settings?: Settings;
  /** The display language, as VS Code writes it; English by default. */
  readonly language?: string | undefined;
  readonly env?: Environment;
  /** Any free port by default. */
  readonly port?: number;
  /** A folder that stays, for all data of users and extensions; a temporary one by default. */
  readonly dataDir?: string;
  /** Lets the page run tests in the extension host. It also hides all notification toasts. */
  readonly testDriver?: boolean;
}

/** A VS Code that a browser opens. */
export interface VscodeServer {
  readonly version: string;
  /** Such as http://127.0.0.1:8484/, without a token: it listens on loopback only. */
  readonly address: string;
  /** Of the server itself, which starts all others. */
  readonly pid: number | undefined;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Rejects when the server ends before `dispose`. */
  readonly unexpectedEnd: Promise<never>;
  /** The address that opens a folder in a window. */
  folderAddress(folder: string): string;
  /** What the server has written last. */
  output(): string;
  /** Each extension that is installed, as its identifier and version: `publisher.name@0.1.0`. */
  installedExtensions(): Promise<string[]>;
  /** Ends the server with its extension hosts, and removes its temporary data. */
  dispose(): Promise<void>;
}

const startsWithinMs = 60_000;

/** No shop for extensions: a window asks nothing of the world outside. */
const offline: Environment = { EXTENSIONS_GALLERY: '{}' };

/** Serves VS Code on loopback; resolves when it listens. */
export async function startVscodeServer(options: VscodeServerOptions = {}): Promise<VscodeServer> {
  const program = await codeServer(vscodeVersion(options.version));
  const data = await dataFolder(options.dataDir);
  try {
    await writeUserSettings(data.path, options.settings ?? {});
    await installExtensions(program, data.path, options.extensions ?? []);
    if (options.language !== undefined) await addDisplayLanguage(data.path, options.language);
    return await serve(program, data, options);
  } catch (error) {
    await data.dispose();
    throw error;
  }
}

interface DataFolder {
  readonly path: string;
  readonly temporary: boolean;
  dispose(): Promise<void>;
}

async function dataFolder(kept: string | undefined): Promise<DataFolder> {
  return kept === undefined
    ? { ...(await temporaryFolder('vscode')), temporary: true }
    : { path: kept, temporary: false, dispose: () => Promise.resolve() };
}

function extensionsFolder(dataDir: string): string {
  return path.join(dataDir, 'extensions');
}

function dataArguments(dataDir: string): string[] {
  return [
    ...['--user-data-dir', dataDir],
    ...['--server-data-dir', dataDir],
    ...['--extensions-dir', extensionsFolder(dataDir)],
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
  ];
}

async function installExtensions(
  { node, serverMain }: CodeServer,
  dataDir: string,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const installs = files.flatMap((file) => ['--install-extension', file]);
  const args = [...installs, '--force', ...dataArguments(dataDir)];
  const installing = startNodeGroup(node, serverMain, args);
  const exit = await installing.exit;
  if (exit === 0) return;
  throw new LaunchError(
    `VS Code could not install ${files.join(', ')} (${String(exit)}): ${installing.output().trim()}`,
  );
}

async function listExtensions(
  { node, serverMain }: CodeServer,
  dataDir: string,
): Promise<string[]> {
  const args = ['--list-extensions', '--show-versions', ...dataArguments(dataDir)];
  const listing = startNodeGroup(node, serverMain, args);
  const exit = await listing.exit;
  const lines = listing.output().trim().split('\n');
  if (exit === 0) return lines.filter((line) => /^\S+@\S+$/.test(line));
  throw new LaunchError(`VS Code could not list its extensions: ${lines.join('\n')}`);
}

async function serve(
  program: CodeServer,
  data: DataFolder,
  { version, port = 0, testDriver = false, language, env = {} }: VscodeServerOptions,
): Promise<VscodeServer> {
  const address = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const driver = testDriver ? ['--enable-smoke-test-driver'] : [];
  const locale = language === undefined ? [] : ['--locale', language];
  const args = [...address, ...driver, ...locale, ...dataArguments(data.path)];
  const { node, serverMain } = program;
  const group = startNodeGroup(node, serverMain, args, { env: { ...offline, ...env } });
  const { unexpectedEnd, dispose } = untilDisposed(group, data);
  try {
    return {
      ...(await addresses(group, unexpectedEnd)),
      version: vscodeVersion(version),
      pid: group.pid,
      userDataDir: data.path,
      extensionsDir: extensionsFolder(data.path),
      unexpectedEnd,
      output: () => group.output(),
      installedExtensions: () => listExtensions(program, data.path),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function addresses(
  group: ChildGroup,
  unexpectedEnd: Promise<never>,
): Promise<Pick<VscodeServer, 'address' | 'folderAddress'>> {
  const listening = Promise.race([group.written(/listening on (\d+)/), unexpectedEnd]);
  const [, port = ''] = await within(
    startsWithinMs,
    listening,
    () =>
      `VS Code's server does not listen after ${String(startsWithinMs / 1000)} s: ${tail(group)}`,
  );
  const address = `http://127.0.0.1:${port}/`;
  return {
    address,
    folderAddress: (folder) => `${address}?folder=${encodeURIComponent(folder)}`,
  };
}

function untilDisposed(
  group: ChildGroup,
  data: DataFolder,
): Pick<VscodeServer, 'unexpectedEnd' | 'dispose'> {
  const unexpectedEnd = new Promise<never>((_, reject) => {
    void group.exit.then((exit) => {
      if (!group.disposed) {
        reject(new LaunchError(`VS Code's server ended (${String(exit)}): ${tail(group)}`));
      }
    });
  });
  // Who does not wait for it at that moment need not hear of it.
  unexpectedEnd.catch(() => undefined);
  const dispose = async (): Promise<void> => {
    // Nobody misses what is not written to a folder that goes.
    await group.dispose(data.temporary ? 0 : undefined);
    await data.dispose();
  };
  return { unexpectedEnd, dispose };
}

function tail(group: ChildGroup): string {
  return group.output().trim().slice(-1_000);
}
