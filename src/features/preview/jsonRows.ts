import { jsonText, singleLine } from '../../prediction/displayText';
import type { Content, JsonRow, JsonRows } from './messages';

/** More are shown when they are asked for. */
const rowsAtOnce = 100;
const longestText = 300;
/** Of an object's or array's own line. */
const longestGist = 80;
const gistedItems = 5;

/** The top of a JSON value as a tree that is opened bit by bit, however much it holds. */
export function jsonContent(value: unknown): Extract<Content, { type: 'json' }> {
  return { type: 'json', top: rowOf('', value), rows: rowsUnder(value, 0) };
}

export function rowsUnder(value: unknown, from: number): JsonRows {
  if (Array.isArray(value)) {
    const items = value.slice(from, from + rowsAtOnce) as unknown[];
    const rows = items.map((item, index) => rowOf(String(from + index), item));
    return { from, total: value.length, rows };
  }
  if (!isObject(value)) return { from, total: 0, rows: [] };
  const keys = Object.keys(value);
  const rows = keys.slice(from, from + rowsAtOnce).map((key) => rowOf(key, value[key]));
  return { from, total: keys.length, rows };
}

/**
 * What stands at that place; undefined where there is none.
 * @param path The numbers of the children on the way.
 */
export function valueAt(root: unknown, path: readonly number[]): unknown {
  return path.reduce((value, index) => {
    if (Array.isArray(value)) return value[index] as unknown;
    const key = isObject(value) ? Object.keys(value)[index] : undefined;
    return isObject(value) && key !== undefined ? value[key] : undefined;
  }, root);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function rowOf(key: string, value: unknown): JsonRow {
  const shownKey = singleLine(key, longestText);
  if (Array.isArray(value)) {
    return { key: shownKey, type: 'array', text: gistOfArray(value), size: value.length };
  }
  if (isObject(value)) {
    const keys = Object.keys(value);
    return { key: shownKey, type: 'object', text: gistOfObject(keys), size: keys.length };
  }
  return { key: shownKey, type: typeOf(value), text: textOf(value), size: 0 };
}

function typeOf(value: unknown): JsonRow['type'] {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'null';
}

function textOf(value: unknown): string {
  return typeof value === 'string'
    ? `"${singleLine(value, longestText)}"`
    : singleLine(jsonText(value), longestText);
}

/** Numbers side by side tell something; all else is seen when it is opened. */
function gistOfArray(items: readonly unknown[]): string {
  if (items.length === 0) return '[]';
  const first = items.slice(0, gistedItems);
  if (first.some((item) => typeof item === 'object' && item !== null)) return `[ ${items.length} ]`;
  const more = items.length > gistedItems ? ', …' : '';
  return singleLine(`[${first.map(textOf).join(', ')}${more}]`, longestGist);
}

function gistOfObject(keys: readonly string[]): string {
  if (keys.length === 0) return '{}';
  const more = keys.length > gistedItems ? ', …' : '';
  return singleLine(`{ ${keys.slice(0, gistedItems).join(', ')}${more} }`, longestGist);
}
