import { parseBaseUrl, type BaseUrlProblem } from '../client/endpoint';
import { l10n } from './localization';
import { UserError } from './userError';

/** An API that the person has given a name. */
export interface NamedEndpoint {
  readonly name: string;
  /** As it stands in the settings. */
  readonly baseUrl: string;
}

/** Those of `deerapi.endpoints` that have a name and an address. */
export function namedEndpoints(setting: unknown): NamedEndpoint[] {
  if (typeof setting !== 'object' || setting === null || Array.isArray(setting)) return [];
  return Object.entries(setting).flatMap(([name, baseUrl]: [string, unknown]) =>
    name.trim() !== '' && typeof baseUrl === 'string' ? [{ name, baseUrl }] : [],
  );
}

/** @throws UserError where it is no URL that a key may be sent to. */
export function usableBaseUrl(text: string, setting: string): string {
  const parsed = parseBaseUrl(text);
  if ('url' in parsed) return parsed.url;
  throw new UserError(describeProblem(text, parsed.problem), [openSetting(setting)]);
}

export function noSuchEndpoint(name: string): UserError {
  const sentence = l10n.t(
    'There is no endpoint “{0}” in deerapi.endpoints: switch to another, or add it there.',
    name,
  );
  const switchEndpoint = { title: l10n.t('Switch Endpoint…'), command: 'deerapi.switchEndpoint' };
  return new UserError(sentence, [switchEndpoint, openSetting('deerapi.endpoints')]);
}

function openSetting(setting: string) {
  return {
    title: l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    arguments: [setting],
  };
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
