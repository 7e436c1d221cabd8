import type { SecretStorage } from 'vscode';

import { originOf, parseBaseUrl } from '../client/endpoint';
import { l10n } from './localization';
import { UserError } from './userError';

const deerApiOrigin = 'https://api.deerapi.com';

/** API keys, one for each origin: stored by VS Code, or lent by the environment. */
export class ApiKeys {
  constructor(
    private readonly secrets: SecretStorage,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** The key for the origin of a base URL, if there is one. */
  async get(baseUrl: string): Promise<string | undefined> {
    const origin = originOf(baseUrl);
    // Where the keyring is broken, the environment may still lend one.
    const stored = await this.secrets.get(secretName(origin)).then(
      (key) => key,
      () => undefined,
    );
    return stored ?? this.#lentFor(origin);
  }

  /** @throws UserError where the key did not last, as with a broken keyring. */
  async set(baseUrl: string, key: string): Promise<void> {
    const name = secretName(originOf(baseUrl));
    const kept = await this.secrets.store(name, key).then(
      () => this.secrets.get(name),
      () => undefined,
    );
    if (kept === key) return;
    throw new UserError(
      l10n.t(
        'VS Code could not store the API key: check the keyring of your system, or set DEERAPI_KEY in the environment.',
      ),
    );
  }

  /** Gives whether there was one. A key from the environment stays. */
  async remove(baseUrl: string): Promise<boolean> {
    const name = secretName(originOf(baseUrl));
    if ((await this.secrets.get(name)) === undefined) return false;
    await this.secrets.delete(name);
    return true;
  }

  /** Whether the environment lends a key for this base URL. */
  isLent(baseUrl: string): boolean {
    return this.#lentFor(originOf(baseUrl)) !== undefined;
  }

  #lentFor(origin: string): string | undefined {
    const key = this.environment['DEERAPI_KEY']?.trim();
    if (key === undefined || !isSendable(key)) return undefined;
    const baseUrl = this.environment['DEERAPI_BASE_URL'];
    if (baseUrl === undefined || baseUrl.trim() === '') {
      return origin === deerApiOrigin ? key : undefined;
    }
    const parsed = parseBaseUrl(baseUrl);
    return 'url' in parsed && originOf(parsed.url) === origin ? key : undefined;
  }
}

/** Whether a header can carry it. */
export function isSendable(key: string): boolean {
  return /^[!-~]+$/.test(key);
}

function secretName(origin: string): string {
  return `deerapi.apiKey:${origin}`;
}
