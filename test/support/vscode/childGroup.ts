import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { endWithThisProcess } from './lifetime';

/** What is added to this process's environment for a child; `undefined` takes a variable away. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface ChildGroupOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** Also shows on this process's standard output what the child writes. */
  readonly echo?: boolean;
}

/** A child process and all that it starts, which end together. */
export interface ChildGroup {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** The exit code, or the name of the signal or error that ended it. */
  readonly exit: Promise<number | string>;
  /** Whether its end is wanted. */
  readonly disposed: boolean;
  /** What it has written last. */
  output(): string;
  /** Waits until it has written a text like this; never ends if it does not. */
  written(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks all of it to end, and ends what is still there after that many milliseconds. */
  dispose(patienceMs?: number): Promise<void>;
}

const usualPatienceMs = 3_000;
const keptOutput = 100_000;

const ownGroup = process.platform !== 'win32';

/** Starts a command whose descendants end with `dispose`, with Ctrl-C and with this process. */
export function startChildGroup(
  command: string,
  args: readonly string[],
  { cwd, env, echo = false }: ChildGroupOptions = {},
): ChildGroup {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: childEnvironment(env),
    detached: ownGroup,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exit = exitOf(child);
  const output = collectOutput(child, echo);
  const kill = (): void => {
    signalGroup(child, 'SIGKILL');
  };
  let disposed = false;
  const dispose = async (patienceMs = usualPatienceMs): Promise<void> => {
    disposed = true;
    await endGroup(child, exit, patienceMs);
  };
  const forget = endWithThisProcess({ dispose, kill });
  child.once('exit', () => {
    // Its own children may have stayed. From now on its number may become another's.
    if (ownGroup) kill();
    forget();
  });
  return {
    pid: child.pid,
    exit,
    get disposed() {
      return disposed;
    },
    ...output,
    dispose,
  };
}

/** Starts a script of Node's that ends even when this process is killed without warning. */
export function startNodeGroup(
  node: string,
  script: string,
  args: readonly string[],
  options?: ChildGroupOptions,
): ChildGroup {
  const preamble = path.join(__dirname, 'endWithStdin.cjs');
  return startChildGroup(node, [preamble, script, ...args], options);
}

/** Variables that a surrounding VS Code sets for itself would change how this one starts. */
function childEnvironment(added: Environment = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name));
  return { ...Object.fromEntries(own), ...added };
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function collectOutput(child: Child, echo: boolean): Pick<ChildGroup, 'output' | 'written'> {
  let output = '';
  const more = new EventEmitter();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptOutput);
      if (echo) process.stdout.write(text);
      more.emit('text');
    });
  }
  const written = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(output);
      if (found) return found;
      await once(more, 'text');
    }
  };
  return { output: () => output, written };
}

async function exitOf(child: Child): Promise<number | string> {
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return code ?? signal ?? 'unknown';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function endGroup(child: Child, exit: Promise<unknown>, patienceMs: number): Promise<void> {
  if (hasExited(child)) return;
  signalGroup(child, 'SIGTERM');
  const impatience = new AbortController();
  const waited = delay(patienceMs, undefined, { signal: impatience.signal });
  await Promise.race([once(child, 'exit'), waited]);
  impatience.abort();
  if (!hasExited(child)) signalGroup(child, 'SIGKILL');
  await exit;
}

function hasExited({ pid, exitCode, signalCode }: Child): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

/** Windows knows neither process groups nor a polite end of a process without a window. */
function signalGroup(child: Child, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (!ownGroup) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // None of them is left.
  }
}
