import { commands, env, window } from 'vscode';

/** What was called, in its order: the name and the arguments. */
export type Calls = (readonly [name: string, ...args: readonly unknown[]])[];

/** Has what the extension would do in VS Code noted instead of done, until that is disposed of. */
export function spyOnVscode(calls: Calls): { dispose(): void } {
  const noting =
    (name: string) =>
    (...args: unknown[]) => {
      // Of what the extension tells VS Code of itself nobody hears.
      if (args[0] !== 'setContext') calls.push([name, ...args]);
      return Promise.resolve();
    };
  const writeText = noting('writeText');
  const clipboard = { readText: noting('readText'), writeText };
  const restores = [replace(env, 'clipboard', clipboard)];
  for (const [part, names] of parts) {
    for (const name of names) restores.push(replace(part, name, noting(name)));
  }
  return {
    dispose() {
      for (const restore of restores) restore();
    },
  };
}

const parts: readonly (readonly [object, readonly string[]])[] = [
  [commands, ['executeCommand']],
  [env, ['openExternal']],
  [
    window,
    [
      'showWarningMessage',
      'showErrorMessage',
      'showInformationMessage',
      'showSaveDialog',
      'showOpenDialog',
      'showTextDocument',
    ],
  ],
];

function replace(part: object, name: string, value: unknown): () => void {
  const before: unknown = Reflect.get(part, name);
  const set = (next: unknown) =>
    Reflect.defineProperty(part, name, { value: next, configurable: true, writable: true });
  if (!set(value)) throw new Error(`${name} cannot be replaced.`);
  return () => {
    set(before);
  };
}
