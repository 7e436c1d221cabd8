import { commands, window } from 'vscode';

import { hostOf } from '../client/endpoint';
import { l10n } from './localization';
import { isSendable, type ApiKeys } from './apiKeys';

/** Asks for a key where there is none yet. Gives whether there is one now. */
export async function ensureApiKey(keys: ApiKeys, baseUrl: string): Promise<boolean> {
  if ((await keys.get(baseUrl)) === undefined) {
    return (await askForApiKey(keys, baseUrl)) !== undefined;
  }
  noteKey();
  return true;
}

/** Asks for the key and stores it. Gives it, or undefined where the person turned away. */
export async function askForApiKey(keys: ApiKeys, baseUrl: string): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: l10n.t('API Key for {0}', hostOf(baseUrl)),
    prompt: l10n.t(
      'It is stored by VS Code’s secret storage and sent to {0} alone.',
      hostOf(baseUrl),
    ),
    placeHolder: l10n.t('Paste the API key'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? undefined : problemOfKey(text)),
  });
  if (typed === undefined || typed.trim() === '') return undefined;
  const key = bareKey(typed);
  await keys.set(baseUrl, key);
  noteKey();
  return key;
}

/** For the walkthrough: that there is one, and nothing of it. */
function noteKey(): void {
  void commands.executeCommand('setContext', 'deerapi.hasApiKey', true);
}

/** The key without what comes along when it is copied out of code. */
function bareKey(text: string): string {
  return text
    .trim()
    .replace(/^Authorization:\s*/i, '')
    .replace(/^Bearer\s+/i, '')
    .replace(/^["'`]+|["'`]+$/g, '');
}

function problemOfKey(text: string): string | undefined {
  const key = bareKey(text);
  if (key === '') return l10n.t('Paste the API key itself.');
  if (/^https?:/i.test(key)) return l10n.t('That is a URL; paste the API key.');
  if (!isSendable(key)) {
    return l10n.t('An API key has no spaces and only plain letters, digits and signs.');
  }
  return undefined;
}
