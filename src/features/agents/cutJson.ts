import { cutText, displayText } from '../../prediction/displayText';

const longestText = 600;
const longestName = 100;
const mostItems = 30;
const deepest = 6;
/** Characters that an item takes beside its text: its name's quotes, its line, or it is a number. */
const itemRoom = 8;
/** Characters of a `data:` URI that tell what it is; the rest is of no use to a reader. */
const dataUriStart = 40;

/** Characters that may still be told. What is spent for one thing is gone for the next. */
export class Room {
  constructor(private left: number) {}

  /** The text as far as there is room, safe to be shown; where it is cut it says so. */
  take(text: string, longest = longestText): string {
    const most = Math.max(
      0,
      Math.min(this.left, text.startsWith('data:') ? dataUriStart : longest),
    );
    this.left -= Math.min(most, text.length);
    if (text.length <= most) return displayText(text);
    return `${displayText(cutText(text, most))}… (cut: ${text.length} characters in all)`;
  }

  /** Counts what takes room without being a text. */
  spend(count: number): boolean {
    this.left -= count;
    return this.left > 0;
  }
}

/** The value with all that is long, wide or deep cut; each cut says what is missing. */
export function cutJson(value: unknown, room: Room, depth = deepest): unknown {
  if (typeof value === 'string') return room.take(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0 || !room.spend(itemRoom)) return '… (cut)';
  return Array.isArray(value)
    ? cutArray(value, room, depth - 1)
    : cutObject(value as Readonly<Record<string, unknown>>, room, depth - 1); // of JSON
}

function cutArray(items: readonly unknown[], room: Room, depth: number): unknown[] {
  const shown: unknown[] = [];
  for (const item of items.slice(0, mostItems)) {
    if (!room.spend(itemRoom)) break;
    shown.push(cutJson(item, room, depth));
  }
  const missing = items.length - shown.length;
  return missing === 0 ? shown : [...shown, `… (cut: ${missing} more)`];
}

function cutObject(
  value: Readonly<Record<string, unknown>>,
  room: Room,
  depth: number,
): Record<string, unknown> {
  const names = Object.keys(value);
  const shown: [string, unknown][] = [];
  for (const name of names.slice(0, mostItems)) {
    if (!room.spend(itemRoom)) break;
    shown.push([room.take(name, longestName), cutJson(value[name], room, depth)]);
  }
  const missing = names.length - shown.length;
  if (missing > 0) shown.push(['…', `(cut: ${missing} more)`]);
  return Object.fromEntries(shown);
}
