import { window, type Disposable, type QuickPickItem } from 'vscode';

import { hostOf, parseBaseUrl } from '../../client/endpoint';
import type { ApiKeys } from '../../host/apiKeys';
import { ensureApiKey } from '../../host/askForApiKey';
import { registerCommands } from '../../host/commandTable';
import type { NamedEndpoint } from '../../host/endpointSettings';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { withoutIcons } from '../../host/plainText';
import type { Settings } from '../../host/settings';

export interface EndpointsParts {
  readonly settings: Settings;
  readonly keys: ApiKeys;
  readonly failures: FailureMessages;
}

interface EndpointItem extends QuickPickItem {
  readonly endpointName: string;
}

/** Which of several APIs predictions are looked up at. Those on the list stay with their own. */
export function registerEndpoints(parts: EndpointsParts): Disposable {
  return registerCommands(parts.failures, {
    'deerapi.switchEndpoint': (name) => switchEndpoint(parts, name),
  });
}

async function switchEndpoint(parts: EndpointsParts, given: unknown): Promise<void> {
  const { settings, keys } = parts;
  const name = typeof given === 'string' ? given : await chooseEndpoint(parts);
  if (name === undefined) return;
  await settings.switchEndpoint(name);
  const { baseUrl } = settings;
  const sentence = l10n.t('Predictions are looked up at {0} from now on.', hostOf(baseUrl));
  window.setStatusBarMessage(sentence, 8000);
  await ensureApiKey(keys, baseUrl);
}

async function chooseEndpoint({ settings, keys }: EndpointsParts): Promise<string | undefined> {
  const all = [{ name: '', baseUrl: settings.defaultBaseUrl }, ...settings.endpoints];
  const items = all.map((endpoint) => itemOf(endpoint, settings.endpointName, keys));
  const chosen = await window.showQuickPick(Promise.all(items), {
    title: l10n.t('Switch Endpoint'),
    placeHolder: l10n.t('Choose where predictions are looked up'),
    matchOnDetail: true,
    // VS Code's list takes the focus where it is drawn anew as this opens.
    ignoreFocusOut: true,
  });
  return chosen?.endpointName;
}

async function itemOf(
  { name, baseUrl }: NamedEndpoint,
  inUse: string,
  keys: ApiKeys,
): Promise<EndpointItem> {
  const parsed = parseBaseUrl(baseUrl);
  const hasKey = 'url' in parsed && (await keys.get(parsed.url)) !== undefined;
  const notes = [
    name === inUse ? l10n.t('in use') : '',
    hasKey ? l10n.t('has an API key') : l10n.t('no API key yet'),
  ];
  return {
    endpointName: name,
    label: name === '' ? l10n.t('Default') : withoutIcons(name),
    description: notes.filter((note) => note !== '').join(' · '),
    detail: withoutIcons(baseUrl),
  };
}
