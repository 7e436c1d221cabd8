import { singleLine } from './displayText';
import { FileSearch, isDataUri, isUrl } from './fileSearch';
import { fileTypeOfMediaType, fileTypeOfPath, type FileKind } from './fileType';
import { jsonStart } from './jsonStart';
import { isContainer, Items, labelWithin, ObjectKeys, type Place } from './outputPlaces';

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

export interface OutputList {
  readonly outputs: readonly Output[];
  /** At least so many more: of those that were not listed, what is nested counts as one. */
  readonly leftOut: number;
}

/**
 * Lists what any output JSON holds. What contains a file is opened up; tokens of text become one
 * text; everything else stays whole, as JSON. At most {@link maxOutputs}; the walk ends there.
 */
export function listOutputs(output: unknown): OutputList {
  const keys = new ObjectKeys();
  const search = new FileSearch(keys);
  const outputs: Output[] = [];
  // As yet it has made nothing; no one wants to see the empty list.
  if (Array.isArray(output) && output.length === 0) return { outputs, leftOut: 0 };
  const open = [{ label: '', items: new Items([output], undefined) }];
  for (let within = open.at(-1); within !== undefined; within = open.at(-1)) {
    if (!within.items.moveOn()) {
      open.pop();
      continue;
    }
    const { step, value } = within.items;
    if (value === null || value === undefined) continue;
    const label = open.length === 1 ? '' : labelWithin(within.label, step);
    if (isContainer(value) && search.isIn(value)) {
      open.push({ label, items: new Items(value, keys.of(value)) });
    } else if (outputs.push(whole({ label, value })) === maxOutputs) break;
  }
  return { outputs, leftOut: open.reduce((sum, { items }) => sum + items.countRest(), 0) };
}

/** What to call it: its file's name, or its text, on one line of at most `longest` characters. */
export function outputName({ source }: Output, longest: number): string {
  switch (source.type) {
    case 'url':
      return singleLine(lastPart(source.url), longest) || singleLine(source.url, longest);
    case 'data':
      return singleLine(dataName(source.uri), longest);
    case 'text':
      return singleLine(source.text, longest);
    case 'json':
      return singleLine(jsonStart(source.value, longest * 2), longest);
  }
}

/** It has none of its own: its type says more than the URI's head. */
function dataName(uri: string): string {
  const head = uri.slice(0, uri.indexOf(','));
  const { kind, extension } = fileTypeOfMediaType(head.slice('data:'.length));
  return kind === 'other' ? head : `${kind}.${extension}`;
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
