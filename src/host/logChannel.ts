import { inspect } from 'node:util';

import { window, type OutputChannel } from 'vscode';

/** The one output channel: predictions' logs, and what went wrong in the extension itself. */
export class LogChannel {
  readonly #channel: OutputChannel = window.createOutputChannel('DeerAPI Predictions');

  /** @param text Whole lines, each with its end. */
  append(text: string): void {
    if (text !== '') this.#channel.append(text);
  }

  /** Shows the channel without taking the keyboard away from what the person does. */
  show(): void {
    this.#channel.show(true);
  }

  /** @param problem A bug's error with its stack, or a line. */
  report(problem: unknown): void {
    const text =
      typeof problem === 'string' ? problem : inspect(problem, { breakLength: Infinity });
    this.append(`[DeerAPI Predictions] ${text}\n`);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
