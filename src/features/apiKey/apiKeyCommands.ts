import { commands, ProgressLocation, window, type Disposable } from 'vscode';

import { ApiError } from '../../client/apiError';
import { hostOf, originOf } from '../../client/endpoint';
import type { ApiKeys } from '../../host/apiKeys';
import { askForApiKey } from '../../host/askForApiKey';
import { registerCommands } from '../../host/commandTable';
import type { EndpointSource } from '../../host/endpointSource';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { showMessage } from '../../host/messages';
import type { Settings } from '../../host/settings';
import { sentences } from '../../prediction/localization';
import { inSlices } from '../../tracking/slices';
import type { Tracker } from '../../tracking/tracker';

export interface ApiKeyParts {
  readonly tracker: Tracker;
  readonly keys: ApiKeys;
  readonly settings: Settings;
  readonly source: EndpointSource;
  readonly failures: FailureMessages;
}

export function registerApiKeyCommands(parts: ApiKeyParts): Disposable {
  return registerCommands(parts.failures, {
    'deerapi.setApiKey': () => setApiKey(parts),
    'deerapi.removeApiKey': () => removeApiKey(parts),
    'deerapi.checkConnection': () => checkConnection(parts),
  });
}

async function setApiKey({ tracker, keys, settings }: ApiKeyParts): Promise<void> {
  const { baseUrl } = settings;
  if ((await askForApiKey(keys, baseUrl)) === undefined) return;
  askAgainForFailed(tracker, baseUrl);
  const check = l10n.t('Check Connection');
  const stored = l10n.t('The API key for {0} is stored.', hostOf(baseUrl));
  void showMessage('information', stored, check).then((chosen) => {
    if (chosen === check) void commands.executeCommand('deerapi.checkConnection');
  });
}

/** More must not hold up what runs, or what a person looks up. */
const fewEnough = 10;

/** The key may have been what was wrong. */
function askAgainForFailed(tracker: Tracker, baseUrl: string): void {
  const origin = originOf(baseUrl);
  const failed = tracker.list.filter(
    (tracked) => tracked.failure !== undefined && originOf(tracked.baseUrl) === origin,
  );
  const isUrgent = failed.length <= fewEnough;
  void inSlices(failed, (some) => {
    // What fails again stands on its row.
    for (const { id } of some) tracker.refresh(id, isUrgent).catch(() => undefined);
  });
}

async function removeApiKey({ keys, settings }: ApiKeyParts): Promise<void> {
  const { baseUrl } = settings;
  const host = hostOf(baseUrl);
  const wasStored = await keys.remove(baseUrl);
  const said = [
    wasStored
      ? l10n.t('The API key for {0} is removed.', host)
      : l10n.t('No API key was stored for {0}.', host),
  ];
  if (keys.isLent(baseUrl)) {
    said.push(l10n.t('The one in DEERAPI_KEY of the environment is used from now on.'));
  }
  void showMessage('information', sentences(said, l10n));
}

/** No route tells who a key belongs to, so a prediction is asked for that cannot exist. */
const idOfNone = 'connection-check';

async function checkConnection({ source, failures }: ApiKeyParts): Promise<void> {
  const { baseUrl } = source;
  const title = l10n.t('Checking the connection to {0}…', hostOf(baseUrl));
  const { signal } = new AbortController();
  const options = { signal, deadline: Date.now(), isUrgent: true };
  const failure = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    source.get(idOfNone, baseUrl, options).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  if (failure === undefined || isAnswerAboutTheId(failure)) {
    void showMessage(
      'information',
      l10n.t('{0} answers, and it accepts the API key.', hostOf(baseUrl)),
    );
    return;
  }
  failures.show(failure, [{ title: l10n.t('Retry'), command: 'deerapi.checkConnection' }]);
}

function isAnswerAboutTheId(failure: unknown): boolean {
  if (!(failure instanceof ApiError)) return false;
  const { kind, details } = failure;
  return kind === 'not-found' || (kind === 'refused' && saysUnknown(details.message ?? ''));
}

/** Some gateways tell by 400 or 422 that there is no such prediction. */
function saysUnknown(message: string): boolean {
  return /not?[ _-]?(?:exist|found)/i.test(message);
}
