import { isFairId, parseReference } from './reference';
import type { PieceProblem } from './unreadPieces';
import { wordsInLine, type Word } from './wordsInLine';

export interface LineReading {
  /** In the order of the line; one may come twice. */
  readonly ids: readonly string[];
  readonly unread: readonly UnreadWords[];
}

/** From `start` up to `end`, as places in the line. */
interface UnreadWords {
  readonly start: number;
  readonly end: number;
  readonly problem: PieceProblem;
}

const nothing: LineReading = { ids: [], unread: [] };

/**
 * Finds the ids in a line: of a list, of a table, of prose, of a log or of a command.
 *
 * A word that stands alone is an id if it is a fair one. Among other words it has to be one beyond
 * doubt; and where several are among even more words, the line has to be a list by its commas, since
 * else one might be a request's id, or a file's.
 */
export function readLine(line: string): LineReading {
  const words = wordsInLine(line);
  const [first] = words;
  if (first === undefined) return nothing;
  if (words.length === 1) return readOnlyWord(first);
  const isList = words.at(-1)?.cell === words.length - 1;
  if (isList && words.every(looksLikeId)) {
    return { ids: words.flatMap(({ ids, text }) => (ids.length > 0 ? ids : [text])), unread: [] };
  }
  return readAmongWords(line, words, isList);
}

function readOnlyWord({ ids, text, start, end }: Word): LineReading {
  if (ids.length > 0) return { ids, unread: [] };
  const reference = parseReference(text);
  if ('id' in reference) return { ids: [reference.id], unread: [] };
  return { ids: [], unread: [{ start, end, problem: reference.problem }] };
}

function readAmongWords(line: string, words: readonly Word[], isList: boolean): LineReading {
  const withIds = words.filter(({ ids }) => ids.length > 0);
  const ids = withIds.flatMap((some) => some.ids);
  const others = words.length - withIds.length;
  const areOnlyUrls = !isList && withIds.every(({ isInUrl }) => isInUrl);
  if (ids.length > 0 && (areOnlyUrls || new Set(ids).size === 1)) return { ids, unread: [] };
  if (withIds.length > others) return { ids, unread: words.filter(hasNoId).map(asUnread) };
  if (words.some(isWholeCell)) return { ids, unread: [] };
  const idsInUrls = withIds.filter(({ isInUrl }) => isInUrl).flatMap((some) => some.ids);
  if (idsInUrls.length > 0) return { ids: idsInUrls, unread: [] };
  return { ids: [], unread: [{ start: 0, end: line.length, problem: problemOf(words) }] };
}

function problemOf(words: readonly Word[]): PieceProblem {
  if (words.some(({ ids }) => ids.length > 0)) return 'several-ids';
  return words.some(({ text }) => text.includes('://')) ? 'url-without-id' : 'not-an-id';
}

/** A short one between commas needs a letter and a digit: `a1b2, c3d4` are ids, `hello, world` are not. */
function looksLikeId({ text, ids }: Word): boolean {
  return ids.length > 0 || (isFairId(text) && /[A-Za-z]/.test(text) && /\d/.test(text));
}

/** Whether it is an id, and nothing else is in its cell. */
function isWholeCell(word: Word, at: number, words: readonly Word[]): boolean {
  const isId = word.isInUrl || word.ids[0] === word.text;
  return isId && words[at - 1]?.cell !== word.cell && words[at + 1]?.cell !== word.cell;
}

function hasNoId({ ids }: Word): boolean {
  return ids.length === 0;
}

function asUnread({ start, end, text }: Word): UnreadWords {
  const reference = parseReference(text);
  // A short name is an id when it stands alone, but it does not.
  return { start, end, problem: 'problem' in reference ? reference.problem : 'not-an-id' };
}
