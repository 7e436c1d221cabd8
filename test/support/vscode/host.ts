import { parseArgs } from 'node:util';
import { desktopExecutable } from './desktop';
import { hasDisplay } from './display';
import { LaunchError } from './launchError';
import { vscodeVersion } from './vscodeVersion';

/** The VS Code to start: one with a window of its own, or one that a browser opens. */
export type Host =
  | { readonly kind: 'desktop'; readonly version: string; readonly executable: string }
  | { readonly kind: 'web'; readonly version: string };

/**
 * Desktop where it is installed or can be downloaded and there is a display, else web;
 * `--host=desktop|web` or VSCODE_HOST forces one.
 */
export async function chooseHost(): Promise<Host> {
  const version = vscodeVersion();
  const asked = askedHost();
  if (asked === 'desktop') return desktop(version);
  if (asked === 'web' || !hasDisplay()) return { kind: 'web', version };
  try {
    return await desktop(version);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    console.error(`${error.message}\nTaking the npm registry's VS Code instead.`);
    return { kind: 'web', version };
  }
}

async function desktop(version: string): Promise<Host> {
  if (!hasDisplay()) {
    throw new LaunchError(
      'Desktop VS Code needs a display and there is none; set DISPLAY, or VSCODE_HOST=web.',
    );
  }
  return { kind: 'desktop', version, executable: await desktopExecutable(version) };
}

function askedHost(): 'desktop' | 'web' | undefined {
  const { values } = parseArgs({ options: { host: { type: 'string' } }, strict: false });
  const asked = values.host ?? process.env['VSCODE_HOST'] ?? '';
  if (asked === '') return undefined;
  if (asked === 'desktop' || asked === 'web') return asked;
  throw new LaunchError(`VS Code's host is desktop or web, not “${String(asked)}”.`);
}
