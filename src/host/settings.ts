import { ConfigurationTarget, workspace, type Disposable } from 'vscode';

import type { PollingLimits } from '../tracking/pace';
import {
  namedEndpoints,
  noSuchEndpoint,
  usableBaseUrl,
  type NamedEndpoint,
} from './endpointSettings';

const section = 'deerapi';

/** The settings, typed. A change counts at once. */
export class Settings implements Disposable {
  /** Until any setting changes: it is asked for again with each of very many predictions. */
  #polling: PollingLimits | undefined;
  readonly #changes = workspace.onDidChangeConfiguration(() => {
    this.#polling = undefined;
  });

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  dispose(): void {
    this.#changes.dispose();
  }

  /**
   * Of the endpoint in use: the named one that the person has switched to, else that of
   * {@link defaultBaseUrl}.
   * @throws UserError where there is no such endpoint, or no URL that a key may be sent to.
   */
  get baseUrl(): string {
    const name = this.endpointName;
    if (name === '') return usableBaseUrl(this.defaultBaseUrl, 'deerapi.baseUrl');
    const chosen = this.endpoints.find((endpoint) => endpoint.name === name);
    if (chosen === undefined) throw noSuchEndpoint(name);
    return usableBaseUrl(chosen.baseUrl, 'deerapi.endpoints');
  }

  /** The person's own setting, else `DEERAPI_BASE_URL`, else DeerAPI. As it stands there. */
  get defaultBaseUrl(): string {
    return (
      filled(this.#own('baseUrl')) ??
      filled(this.environment['DEERAPI_BASE_URL']) ??
      filled(workspace.getConfiguration(section).inspect<unknown>('baseUrl')?.defaultValue) ??
      ''
    );
  }

  /** Beside the default one. */
  get endpoints(): readonly NamedEndpoint[] {
    const inspected = workspace.getConfiguration(section).inspect<unknown>('endpoints');
    return namedEndpoints(inspected?.globalValue ?? inspected?.defaultValue);
  }

  /** Of the endpoint in use; empty for the default one. */
  get endpointName(): string {
    return filled(this.#own('endpoint')) ?? '';
  }

  async switchEndpoint(name: string): Promise<void> {
    const value = name === '' ? undefined : name;
    const configuration = workspace.getConfiguration(section);
    await configuration.update('endpoint', value, ConfigurationTarget.Global);
  }

  /** Seconds. */
  get requestTimeout(): number {
    return this.#number('requestTimeout', { fallback: 30, least: 1, most: 600 });
  }

  get polling(): PollingLimits {
    return (this.#polling ??= this.#readPolling());
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

  #readPolling(): PollingLimits {
    const min = this.#number('polling.minInterval', { fallback: 0.5, least: 0.25, most: 60 });
    const max = this.#number('polling.maxInterval', { fallback: 30, least: 1, most: 600 });
    const rate = { fallback: 600, least: 1, most: 3000 };
    const requestsPerMinute = Math.floor(this.#number('polling.maxRequestsPerMinute', rate));
    return { min, max: Math.max(min, max), requestsPerMinute };
  }

  /** What the person has set; a workspace must never move the traffic, whatever a setting's scope. */
  #own(key: string): unknown {
    return workspace.getConfiguration(section).inspect<unknown>(key)?.globalValue;
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
