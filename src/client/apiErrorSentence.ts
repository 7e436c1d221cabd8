import { sentences, type Localization } from '../prediction/localization';
import { singleLine } from '../prediction/displayText';
import { formatDuration } from '../prediction/summary';
import type { ApiError } from './apiError';

/** One sentence that says what happened and what to do, then the server's own words. */
export function describeApiError(error: ApiError, l10n: Localization): string {
  return sentences([sentence(error, l10n), serverWords(error, l10n)], l10n);
}

function sentence({ kind, details }: ApiError, l10n: Localization): string {
  const { host, status = 0, retryAfterSeconds } = details;
  const code = String(status);
  switch (kind) {
    case 'no-key':
      return l10n.t('There is no API key for {0}: set one, then try again.', host);
    case 'key-refused':
      return l10n.t('{0} did not accept the API key: set one that belongs to it.', host);
    case 'quota-exhausted':
      return l10n.t(
        'The quota of the API key for {0} is used up: top it up, or set another key.',
        host,
      );
    case 'forbidden':
      return l10n.t(
        '{0} does not let this API key see the prediction: set the key of the account that started it.',
        host,
      );
    case 'not-found':
      return l10n.t(
        '{0} knows no prediction with this ID: check the ID, and that it was started there.',
        host,
      );
    case 'rate-limited':
      return retryAfterSeconds === undefined
        ? l10n.t('{0} gets too many requests: wait a little, then try again.', host)
        : l10n.t(
            '{0} gets too many requests: try again in {1}.',
            host,
            formatDuration(retryAfterSeconds, l10n),
          );
    case 'server-error':
      return l10n.t('{0} has a problem (HTTP {1}): try again in a moment.', host, code);
    case 'refused':
      return l10n.t(
        '{0} refused the request (HTTP {1}): check the ID and the base URL.',
        host,
        code,
      );
    case 'redirected':
      return l10n.t(
        '{0} sends the request elsewhere (HTTP {1}), where your API key must not go: correct the base URL.',
        host,
        code,
      );
    case 'web-page':
      return l10n.t(
        '{0} answered with a web page instead of JSON: check that the base URL is the one of its API.',
        host,
      );
    case 'empty-answer':
      return l10n.t('{0} sent an empty answer: try again in a moment.', host);
    case 'broken-answer':
      return l10n.t(
        '{0} sent an answer that breaks off or is no JSON: try again in a moment.',
        host,
      );
    case 'unknown-answer':
      return l10n.t(
        '{0} answered, but not with this prediction: check that the base URL is the one of its API.',
        host,
      );
    case 'too-large':
      return l10n.t(
        'The answer of {0} is too large to be read: open the prediction on its website.',
        host,
      );
    case 'connection-refused':
      return l10n.t('Nothing answers at {0}: check the base URL, and that the server runs.', host);
    case 'connection-lost':
      return l10n.t('The connection to {0} broke off: try again.', host);
    case 'host-not-found':
      return l10n.t('{0} cannot be found: check your network and the base URL.', host);
    case 'certificate':
      return l10n.t(
        'No secure connection to {0}: its certificate is not trusted here; a proxy in between may be the cause.',
        host,
      );
    case 'proxy-refused':
      return status === 407
        ? l10n.t(
            'A proxy on the way to {0} wants a user name and a password: add them to its address in the settings.',
            host,
          )
        : l10n.t(
            'A proxy or firewall on the way to {0} does not let the request through (HTTP {1}): check the proxy in the settings.',
            host,
            code,
          );
    case 'timed-out':
      return l10n.t(
        '{0} did not answer in time: try again, or allow more time in the settings.',
        host,
      );
    case 'cancelled':
      return l10n.t('The request to {0} was cancelled.', host);
    case 'network':
      return l10n.t('{0} could not be reached: check your network and proxy settings.', host);
  }
}

function serverWords({ kind, details }: ApiError, l10n: Localization): string {
  const { message, requestId } = details;
  const parts: string[] = [];
  if (message !== undefined && message !== '' && kind !== 'redirected') {
    parts.push(l10n.t('The server says: “{0}”', singleLine(message, 300)));
  }
  if (requestId !== undefined) parts.push(l10n.t('(request ID {0})', singleLine(requestId, 100)));
  return sentences(parts, l10n);
}
