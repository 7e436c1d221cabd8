import type { PreparedToolInvocation } from 'vscode';

import type { Localization } from '../../prediction/localization';
import { parseReference } from '../../prediction/reference';
import type { Tracker } from '../../tracking/tracker';
import { needsLookUp } from './trackedPredictions';

export interface ToolWordsParts {
  readonly tracker: Pick<Tracker, 'get'>;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
  /** Where look-ups are sent. Its `baseUrl` may throw. */
  readonly settings: { readonly baseUrl: string };
}

/** What a person reads while the list is read. */
export function wordsOfList(l10n: Localization): PreparedToolInvocation {
  return { invocationMessage: l10n.t('Reading the list of predictions') };
}

/**
 * What a person reads of a call for one prediction; before anything leaves this machine it is said,
 * and asked. Undefined where the call names none: it says itself what is wrong with it.
 */
export async function wordsOfGet(
  input: unknown,
  { tracker, restored, settings }: ToolWordsParts,
  l10n: Localization,
): Promise<PreparedToolInvocation | undefined> {
  const id = idIn(input);
  if (id === undefined) return undefined;
  await restored;
  if (!needsLookUp(tracker, id)) {
    return { invocationMessage: l10n.t('Reading prediction {0}', id) };
  }
  return {
    invocationMessage: l10n.t('Looking up prediction {0}…', id),
    confirmationMessages: {
      title: l10n.t('Look up prediction {0}?', id),
      message: l10n.t(
        'Its ID and your API key are sent to {0}, and to nobody else. It is put on your list, its images are fetched, and what it holds is given to the language model.',
        addressIn(settings, l10n),
      ),
    },
  };
}

function idIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('id' in input)) return undefined;
  const reference = typeof input.id === 'string' ? parseReference(input.id) : undefined;
  return reference !== undefined && 'id' in reference ? reference.id : undefined;
}

/** Where the setting is wrong, the call itself says so, and sends nothing. */
function addressIn(settings: ToolWordsParts['settings'], l10n: Localization): string {
  try {
    return settings.baseUrl;
  } catch {
    return l10n.t('your base URL');
  }
}
