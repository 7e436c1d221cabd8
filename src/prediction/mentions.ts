/** A prediction's id as it stands in a line of code, of a log or of a terminal. */
export interface Mention {
  readonly id: string;
  /** What leads to it, the id or the URL that holds it: from `start` up to `end` in the line. */
  readonly start: number;
  readonly end: number;
}

const plainId = '[a-z0-9]{26}';
const uuid = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
const idEnd = '(?![A-Za-z0-9_-])';
const quote = '["\'`]';
/** A line may be a whole bundle, which nobody reads on in. */
const longestLine = 5000;
/** Most lines are done with here. */
const hint = /prediction|replicate\.com\/p\/|\bid\b/i;

/** Each has the id, and around it, where that is more, what leads to it. */
const patterns = [
  // A URL of the API, at any gateway, or of the web page.
  String.raw`(?<link>https?://(?:[^\s"'\x60<>()[\]{}]{1,500}?/predictions|(?:www\.)?replicate\.com/p)/(?<id>${plainId}|${uuid})${idEnd}(?:/(?:cancel|stream)\b)?)`,
  // `Prediction …`, `prediction_id="…"`, `predictions.get('…')`.
  String.raw`(?<![A-Za-z])[Pp]redictions?(?:\.\w{1,20}\(|[ _-]?(?:id|ID|Id))?${quote}?\s{0,3}[:=(#]?\s{0,3}${quote}?(?<id>${plainId}|${uuid})${idEnd}`,
  // `"id": "…"`: of what is called so, only that which has letters and digits.
  String.raw`(?<![\w-])${quote}?id${quote}?\s{0,3}[:=]\s{0,3}${quote}(?<id>(?=[a-z]{0,25}\d)(?=\d{0,25}[a-z])${plainId})${quote}`,
].map((pattern) => new RegExp(pattern, 'dg'));

/**
 * The predictions that a line names, in its order: in a URL, or beside a word such as `prediction` or
 * `id`. Other text of the same shape, such as a hash, is none.
 */
export function mentionsIn(line: string): Mention[] {
  const text = line.slice(0, longestLine);
  if (!hint.test(text)) return [];
  const mentions = patterns.flatMap((pattern) => Array.from(text.matchAll(pattern), mentionOf));
  mentions.sort((one, other) => one.start - other.start);
  return mentions.filter(({ start }, at) => start >= (mentions[at - 1]?.end ?? 0));
}

function mentionOf(match: RegExpExecArray): Mention {
  const id = match.groups?.['id'] ?? '';
  const [start, end] = match.indices?.groups?.['link'] ?? match.indices?.groups?.['id'] ?? [0, 0];
  return { id, start, end };
}
