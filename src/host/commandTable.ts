import { commands, Disposable } from 'vscode';

import type { FailureMessages } from './failureMessages';

/** What a command does with the arguments that a palette, a view or another extension gives it. */
export type CommandHandler = (...args: unknown[]) => unknown;

/** Registers a table of id → handler. A handler that fails tells the person, and never throws on. */
export function registerCommands(
  failures: FailureMessages,
  table: Readonly<Record<string, CommandHandler>>,
): Disposable {
  const registered = Object.entries(table).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await handler(...args);
      } catch (failure) {
        failures.show(failure);
        return undefined;
      }
    }),
  );
  return Disposable.from(...registered);
}
