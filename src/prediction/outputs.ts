import { jsonText, singleLine } from './displayText';
import { fileTypeOfMediaType, fileTypeOfPath, type FileKind } from './fileType';

export type OutputSource =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'data'; readonly uri: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'json'; readonly value: unknown };

/** One thing that a prediction made. */
export interface Output {
  /** Its place in the output JSON: `[2]`, `frames[0].image`; empty for the whole. */
  readonly label: string;
  readonly kind: FileKind;
  readonly source: OutputSource;
}

/** More are not listed one by one: no person looks through them, and a page could not hold them. */
export const maxOutputs = 1000;

interface Place {
  readonly label: string;
  readonly value: unknown;
}

/**
 * Lists what any output JSON holds. What contains a file is opened up; tokens of text become one
 * text; everything else stays whole, as JSON. At most {@link maxOutputs}.
 */
export function listOutputs(output: unknown): Output[] {
  const opened = containersOfFiles(output);
  const found: Output[] = [];
  const open: Place[] = [{ label: '', value: output }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.length === maxOutputs) break;
    if (place.value === null || place.value === undefined) continue;
    if (opened.has(place.value))
      for (const within of placesWithin(place).reverse()) open.push(within);
    else found.push(whole(place));
  }
  return found;
}

/** What to call it: its file's name, or its text, on one line of at most `longest` characters. */
export function outputName({ source }: Output, longest: number): string {
  switch (source.type) {
    case 'url':
      return singleLine(lastPart(source.url), longest) || singleLine(source.url, longest);
    case 'data':
      return singleLine(source.uri.slice(0, source.uri.indexOf(',')), longest);
    case 'text':
      return singleLine(source.text, longest);
    case 'json':
      return singleLine(jsonText(source.value), longest);
  }
}

function lastPart(url: string): string {
  const { pathname } = new URL(url);
  const encoded = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(encoded);
  } catch {
    // A name that is not rightly encoded is shown as it stands.
    return encoded;
  }
}

function whole({ label, value }: Place): Output {
  if (typeof value === 'string') return fromString(label, value);
  if (isTokens(value)) return fromString(label, value.join(''));
  return { label, kind: 'json', source: { type: 'json', value } };
}

function fromString(label: string, value: string): Output {
  if (isDataUri(value)) {
    const mediaType = value.slice('data:'.length, value.indexOf(','));
    return {
      label,
      kind: fileTypeOfMediaType(mediaType).kind,
      source: { type: 'data', uri: value },
    };
  }
  if (isUrl(value)) {
    const { kind } = fileTypeOfPath(new URL(value).pathname);
    return { label, kind, source: { type: 'url', url: value } };
  }
  return { label, kind: 'text', source: { type: 'text', text: value } };
}

/** A language model's output: an array of strings, one a token. */
function isTokens(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
  );
}

/** The arrays and objects that hold a file at any depth. Looks at each value once. */
function containersOfFiles(root: unknown): Set<unknown> {
  const parents = new Map<unknown, unknown>();
  const containers = new Set<unknown>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const container = open.pop();
    if (typeof container !== 'object' || container === null) continue;
    for (const item of Object.values(container) as unknown[]) {
      if (isFile(item)) markWithParents(container, parents, containers);
      if (typeof item !== 'object' || item === null) continue;
      parents.set(item, container);
      open.push(item);
    }
  }
  return containers;
}

function markWithParents(
  container: unknown,
  parents: ReadonlyMap<unknown, unknown>,
  marked: Set<unknown>,
): void {
  for (let next = container; next !== undefined && !marked.has(next); next = parents.get(next)) {
    marked.add(next);
  }
}

function placesWithin({ label, value }: Place): Place[] {
  if (Array.isArray(value)) {
    return value
      .slice(0, maxOutputs)
      .map((item: unknown, index) => ({ label: `${label}[${index}]`, value: item }));
  }
  const entries = Object.entries(value as object).slice(0, maxOutputs);
  return entries.map(([key, item]: [string, unknown]) => ({
    label: label === '' ? key : `${label}.${key}`,
    value: item,
  }));
}

function isFile(value: unknown): boolean {
  return typeof value === 'string' && (isUrl(value) || isDataUri(value));
}

function isUrl(value: string): boolean {
  return /^https?:\/\/\S+$/.test(value) && URL.canParse(value);
}

function isDataUri(value: string): boolean {
  return /^data:[\w.+/-]*(?:;[\w=.+-]+)*,/.test(value);
}
