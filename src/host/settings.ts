import { l10n, workspace, type Disposable } from 'vscode';

import { parseBaseUrl, type BaseUrlProblem } from '../client/endpoint';
import { UserError } from './userError';

const section = 'deerapi';

/** The settings, typed. Read anew each time, so that a change counts at once. */
export class Settings {
  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /**
   * The person's own setting, else `DEERAPI_BASE_URL`, else DeerAPI.
   * @throws UserError where it is no URL that a key may be sent to.
   */
  get baseUrl(): string {
    const parsed = parseBaseUrl(this.#baseUrlText);
    if ('url' in parsed) return parsed.url;
    throw new UserError(describeProblem(this.#baseUrlText, parsed.problem), [
      {
        title: l10n.t('Open Settings'),
        command: 'workbench.action.openSettings',
        arguments: ['deerapi.baseUrl'],
      },
    ]);
  }

  /** Seconds. */
  get requestTimeout(): number {
    return this.#number('requestTimeout', 30);
  }

  /** Seconds between two asks about the same prediction. */
  get pollingIntervals(): { readonly min: number; readonly max: number } {
    const min = this.#number('polling.minInterval', 1);
    return { min, max: Math.max(min, this.#number('polling.maxInterval', 30)) };
  }

  onDidChange(listener: () => void): Disposable {
    return workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) listener();
    });
  }

  get #baseUrlText(): string {
    const inspected = workspace.getConfiguration(section).inspect<unknown>('baseUrl');
    // A workspace must never move the traffic, whatever scope the setting is declared with.
    const chosen = inspected?.globalValue ?? this.environment['DEERAPI_BASE_URL'];
    const text = chosen ?? inspected?.defaultValue;
    return typeof text === 'string' ? text : '';
  }

  #number(key: string, fallback: number): number {
    const value = workspace.getConfiguration(section).get<unknown>(key);
    return typeof value === 'number' && value > 0 ? value : fallback;
  }
}

function describeProblem(text: string, problem: BaseUrlProblem): string {
  switch (problem) {
    case 'not-a-url':
      return l10n.t('The base URL “{0}” is not a URL: correct it in the settings.', text);
    case 'not-https':
      return l10n.t(
        'The base URL “{0}” would send your API key in the clear: use https in the settings.',
        text,
      );
    case 'holds-credentials':
      return l10n.t(
        'The base URL holds a user name or password: remove it in the settings, and use Set API Key… instead.',
      );
    case 'holds-query':
      return l10n.t(
        'The base URL “{0}” must end with its path: remove what follows “?” or “#”.',
        text,
      );
  }
}
