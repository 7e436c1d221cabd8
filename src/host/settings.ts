import { ConfigurationTarget, l10n, workspace } from 'vscode';

import { parseBaseUrl, type BaseUrlProblem } from '../client/endpoint';
import type { PollingLimits } from '../tracking/pace';
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
    return this.#number('requestTimeout', { fallback: 30, least: 1, most: 600 });
  }

  get polling(): PollingLimits {
    const min = this.#number('polling.minInterval', { fallback: 0.5, least: 0.25, most: 60 });
    const max = this.#number('polling.maxInterval', { fallback: 30, least: 1, most: 600 });
    return { min, max: Math.max(min, max), requestsPerMinute: this.maxRequestsPerMinute };
  }

  /** Requests to one origin in any 60 seconds. */
  get maxRequestsPerMinute(): number {
    return Math.floor(
      this.#number('polling.maxRequestsPerMinute', { fallback: 600, least: 1, most: 3000 }),
    );
  }

  /** Whether a progress bar that ends leaves a line in the log channel. */
  get logProgressBars(): boolean {
    return workspace.getConfiguration(section).get<unknown>('log.progressBars') !== false;
  }

  /** Whether output files are fetched by themselves. */
  get keepsOutputs(): boolean {
    return workspace.getConfiguration(section).get<unknown>('outputs.keep') !== false;
  }

  /** Bytes of all output files together. */
  get maxOutputBytes(): number {
    const bounds = { fallback: 5000, least: 100, most: 1_000_000 };
    return this.#number('outputs.maxSize', bounds) * 1_000_000;
  }

  /** The pattern by which saved outputs are named; checked where it is used. */
  get outputFileName(): string {
    const pattern = workspace.getConfiguration(section).get<unknown>('outputs.fileName');
    return typeof pattern === 'string' ? pattern : '{model}-{id}-{index}';
  }

  /** The states at whose beginning a notification tells of a prediction that nobody looks at. */
  get notifiedStates(): ReadonlySet<unknown> {
    const states = workspace.getConfiguration(section).get<unknown>('notifications');
    return new Set<unknown>(Array.isArray(states) ? states : []);
  }

  async turnOffNotifications(): Promise<void> {
    const configuration = workspace.getConfiguration(section);
    await configuration.update('notifications', [], ConfigurationTarget.Global);
  }

  get #baseUrlText(): string {
    const inspected = workspace.getConfiguration(section).inspect<unknown>('baseUrl');
    // A workspace must never move the traffic, whatever scope the setting is declared with.
    return (
      filled(inspected?.globalValue) ??
      filled(this.environment['DEERAPI_BASE_URL']) ??
      filled(inspected?.defaultValue) ??
      ''
    );
  }

  /** The bounds of package.json, which VS Code only hints at. */
  #number(key: string, bounds: { fallback: number; least: number; most: number }): number {
    const value = workspace.getConfiguration(section).get<unknown>(key);
    if (typeof value !== 'number' || Number.isNaN(value)) return bounds.fallback;
    return Math.min(bounds.most, Math.max(bounds.least, value));
  }
}

function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function describeProblem(text: string, problem: BaseUrlProblem): string {
  switch (problem) {
    case 'not-a-url':
      return l10n.t(
        'The base URL “{0}” is not a URL: correct it in the settings, or in DEERAPI_BASE_URL of the environment.',
        text,
      );
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
