/** Why a text names no prediction. */
export type ReferenceProblem =
  'empty' | 'url-without-id' | 'model-name' | 'json-without-id' | 'too-long' | 'not-an-id';

export type Reference = { readonly id: string } | { readonly problem: ReferenceProblem };

const fairId = /^[A-Za-z0-9_-]{1,128}$/;
const usualId = /^(?:[a-z0-9]{26}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
const idInUrl = [
  /\/predictions\/([A-Za-z0-9_-]{1,128})(?![A-Za-z0-9_%-])/,
  /[?&]prediction(?:_id|Id)?=([A-Za-z0-9_-]{1,128})(?![A-Za-z0-9_%-])/,
  /\/\/(?:www\.)?replicate\.com\/p\/([A-Za-z0-9_-]{1,128})(?![A-Za-z0-9_%-])/,
];
/** `owner/name`, and a version after it. */
const modelName = /^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*(?::\w+)?$/i;
const idInJson = /"id"\s*:\s*"([A-Za-z0-9_-]{1,128})"/;
const certainIds =
  /(?<![\w-])(?:(?=[a-z]{0,25}\d)(?=\d{0,25}[a-z])[a-z0-9]{26}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?![\w-])/g;
const wrapping = /[\s"'`“”‘’<>,;]/;

/**
 * Finds the prediction's id in what was pasted: the id itself, an API or web URL that holds it
 * (also inside a curl line), or an API answer as JSON; with white space and quotes around it.
 */
export function parseReference(pasted: string): Reference {
  const text = unwrapped(pasted);
  if (text === '') return { problem: 'empty' };
  if (/^[{[]/.test(text)) return idFromJson(text);
  if (text.includes('/')) return idFromUrl(text);
  if (fairId.test(text)) return { id: text };
  return { problem: /[^\w-]/.test(text) ? 'not-an-id' : 'too-long' };
}

/** Whether a text names a prediction beyond doubt, so that it may be offered unasked. */
export function isCertainReference(pasted: string): boolean {
  const reference = parseReference(pasted);
  if (!('id' in reference)) return false;
  return /[/{[]/.test(pasted) || usualId.test(reference.id);
}

/** Whether the API may have given such an id. */
export function isFairId(text: string): boolean {
  return fairId.test(text);
}

/** The ids in a text that no word of prose and no name would look like. */
export function certainIdsIn(text: string): string[] {
  return text.match(certainIds) ?? [];
}

/** The id in the first API or web URL of a text that has one. */
export function findIdInUrl(text: string): string | undefined {
  for (const pattern of idInUrl) {
    const id = pattern.exec(text)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}

function unwrapped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && wrapping.test(text.charAt(start))) start += 1;
  while (end > start && wrapping.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function idFromUrl(text: string): Reference {
  const id = findIdInUrl(text);
  if (id !== undefined) return { id };
  return { problem: modelName.test(text) ? 'model-name' : 'url-without-id' };
}

function idFromJson(text: string): Reference {
  const id = topLevelId(text);
  return id === undefined ? { problem: 'json-without-id' } : { id };
}

function topLevelId(text: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // A paste may be cut off at its end; its id stands near its start.
    return idInJson.exec(text)?.[1];
  }
  const only: unknown = Array.isArray(json) && json.length === 1 ? json[0] : json;
  if (typeof only !== 'object' || only === null || !('id' in only)) return undefined;
  return typeof only.id === 'string' && fairId.test(only.id) ? only.id : undefined;
}
