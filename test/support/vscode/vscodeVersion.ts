import { LaunchError } from './launchError';

const named = new Map([
  ['oldest', '1.100.3'],
  ['newest', '1.139.1'],
]);

/** A VS Code version such as 1.100.3, out of one or `oldest` or `newest`; VSCODE_VERSION by default. */
export function vscodeVersion(asked = process.env['VSCODE_VERSION'] ?? 'newest'): string {
  const version = named.get(asked) ?? asked;
  if (/^1\.\d+\.\d+$/.test(version)) return version;
  throw new LaunchError(
    `“${asked}” is no version of VS Code; set VSCODE_VERSION to oldest, newest or one such as 1.100.3.`,
  );
}
