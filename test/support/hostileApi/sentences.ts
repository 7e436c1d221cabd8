/** What people are told, word for word; `HOST` stands for the server's host. */
export const sentences = {
  empty: 'HOST sent an empty answer: try again in a moment.',
  broken: 'HOST sent an answer that breaks off or is no JSON: try again in a moment.',
  unknown:
    'HOST answered, but not with this prediction: check that the base URL is the one of its API.',
  page: 'HOST answered with a web page instead of JSON: check that the base URL is the one of its API.',
  tooLarge: 'The answer of HOST is too large to be read: open the prediction on its website.',
  lost: 'The connection to HOST broke off: try again.',
  late: 'HOST did not answer in time: try again, or allow more time in the settings.',
  unreachable: 'HOST could not be reached: check your network and proxy settings.',
  limited: 'HOST gets too many requests: wait a little, then try again.',
  notFound: 'HOST knows no prediction with this ID: check the ID, and that it was started there.',
  keyRefused: 'HOST did not accept the API key: set one that belongs to it.',
  quota: 'The quota of the API key for HOST is used up: top it up, or set another key.',
  forbidden:
    'HOST does not let this API key see the prediction: set the key of the account that started it.',
} as const;

export function elsewhere(status: number): string {
  return `HOST sends the request elsewhere (HTTP ${status}), where your API key must not go: correct the base URL.`;
}

export function problem(status: number): string {
  return `HOST has a problem (HTTP ${status}): try again in a moment.`;
}

export function refused(status: number): string {
  return `HOST refused the request (HTTP ${status}): check the ID and the base URL.`;
}

export function limitedFor(time: string): string {
  return `HOST gets too many requests: try again in ${time}.`;
}

export function serverSays(words: string): string {
  return ` The server says: “${words}”`;
}
