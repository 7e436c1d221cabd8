import { readJson, type JsonReading } from './referencesInJson';
import { readLine } from './referencesInLine';
import { findTable, rowsOf, type Table } from './referencesInTable';
import { blanks, isMatchAt, pastMatch } from './textScan';
import { UnreadPieces, type NotUnderstood } from './unreadPieces';

export type { NotUnderstood } from './unreadPieces';

/** The predictions that a text names. */
export interface ReferenceList {
  /** The first 100,000, in the order of the text, each once. */
  readonly ids: readonly string[];
  /** How many there are besides. */
  readonly furtherIds: number;
  /** The first 1,000 pieces that hold no id. */
  readonly notUnderstood: readonly NotUnderstood[];
  /** How many such pieces there are besides. */
  readonly furtherNotUnderstood: number;
}

/** More cannot be tracked at once; a text of 50 MB may hold millions. */
const mostIds = 100_000;

const betweenPieces = new RegExp(`[${blanks},;]*`, 'y');
const listMarker =
  /(?:[-*+•‣·–—>]|\(?\d{1,6}[.):]|\[\d{1,6}\]|\[[ xX]\])[^\S\n]+|\d{1,6}、[^\S\n]*/y;
/** What may stand after a JSON on its line. */
const afterJson = /[ \t\u00a0\u3000\ufeff,;，；\])}]*(?=[\n[{]|$)/y;
const indent = /[ \t]*/y;
const commentOrFence = /#|\/\/|```|~~~/y;
const loneHeader = /^[^\w[{]*(?:prediction[ _-]?)?ids?\W*$/i;
const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * Finds predictions' ids in any text: pasted lists, JSON, JSON lines, CSV, URLs, commands, logs and
 * prose, also mixed. Takes time by the text's length alone: 10 MB take a fraction of a second.
 */
export function parseReferenceList(text: string): ReferenceList {
  return new ListReader(text.replace(/\r\n?/g, '\n').trimEnd()).read();
}

class ListReader {
  private readonly ids = new Set<string>();
  private readonly unread = new UnreadPieces();

  constructor(private readonly text: string) {}

  read(): ReferenceList {
    const start = this.pastComments();
    const table = isJsonStart(this.text, start) ? undefined : findTable(this.text, start);
    if (table === undefined) this.readPieces(start);
    else this.readTable(table);
    const { first, further } = this.unread.describe(this.text);
    const ids = [...this.ids].slice(0, mostIds);
    const furtherIds = this.ids.size - ids.length;
    return { ids, furtherIds, notUnderstood: first, furtherNotUnderstood: further };
  }

  private pastComments(): number {
    let at = pastMatch(betweenPieces, this.text, 0);
    while (isMatchAt(commentOrFence, this.text, at)) {
      at = pastMatch(betweenPieces, this.text, endOfLine(this.text, at));
    }
    return at;
  }

  private readTable(table: Table): void {
    for (const { start, end, idCell } of rowsOf(this.text, table)) {
      const row = this.text.slice(start, end);
      if (!letterOrDigit.test(row) || isMatchAt(commentOrFence, row, 0)) continue;
      const { ids, unread } = readLine(idCell ?? row);
      this.addIds(ids);
      if (ids.length === 0) this.unread.add(start, end, unread[0]?.problem ?? 'empty');
    }
  }

  private readPieces(start: number): void {
    const { text } = this;
    let at = start;
    const firstEnd = endOfLine(text, at);
    if (firstEnd < text.length && loneHeader.test(text.slice(at, firstEnd))) at = firstEnd;
    for (at = pastMatch(betweenPieces, text, at); at < text.length;) {
      at = pastMatch(betweenPieces, text, this.readPiece(pastListMarkers(text, at)));
    }
  }

  /** Gives the place where the piece at `start` ends. */
  private readPiece(start: number): number {
    return isJsonStart(this.text, start) ? this.readJsonOrText(start) : this.readText(start);
  }

  private readText(start: number): number {
    if (isMatchAt(commentOrFence, this.text, start)) return endOfLine(this.text, start);
    const end = endOfCommand(this.text, start);
    const { ids, unread } = readLine(this.text.slice(start, end));
    this.addIds(ids);
    for (const piece of unread) {
      this.unread.add(start + piece.start, start + piece.end, piece.problem);
    }
    return end;
  }

  private readJsonOrText(start: number): number {
    const { text } = this;
    const json = readJson(text, start);
    if (this.isText(start, json)) return this.readText(start);
    this.addIds(json.ids);
    this.unread.addAll(json.unread);
    return json.ending === 'broken' ? this.pastBroken(json) : pastMatch(afterJson, text, json.end);
  }

  /** Gives the place where there may be something else than the rest of what broke. */
  private pastBroken({ end, brokenObject }: JsonReading): number {
    const { text } = this;
    const startsLine = text.slice(startOfLine(text, end), end).trim() === '';
    if (brokenObject !== undefined) {
      this.unread.add(brokenObject, endOfLine(text, brokenObject), 'json-without-id');
      return pastDeeperLines(text, brokenObject, startsLine ? startOfLine(text, end) - 1 : end);
    }
    // A list that is no JSON may still be one of ids, each on its line.
    if (startsLine) return end;
    const lineEnd = endOfLine(text, end);
    if (letterOrDigit.test(text.slice(end, lineEnd))) this.unread.add(end, lineEnd, 'not-an-id');
    return lineEnd;
  }

  /** Whether it only begins as a JSON does: with a time in brackets, or a link’s text. */
  private isText(start: number, { ending, end, holdsString, holdsKey }: JsonReading): boolean {
    if (holdsKey || this.text.slice(start, end).includes('\n')) return false;
    if (!holdsString) return true;
    const isArray = this.text.charAt(start) === '[';
    return isArray && (ending === 'broken' || !isMatchAt(afterJson, this.text, end));
  }

  private addIds(ids: readonly string[]): void {
    for (const id of ids) if (!this.ids.has(id)) this.ids.add(ownCopy(id));
  }
}

/** A slice keeps alive what it is a part of: here the whole text, as long as the id is known. */
function ownCopy(id: string): string {
  return Buffer.from(id).toString('latin1');
}

/** There may be several: of a quotation, a list and a box to tick. */
function pastListMarkers(text: string, start: number): number {
  let at = start;
  while (isMatchAt(listMarker, text, at)) at = listMarker.lastIndex;
  return at;
}

function isJsonStart(text: string, at: number): boolean {
  return /[[{]/.test(text.charAt(at));
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The end of the lines from `last` on that are indented more than the one which `start` is in. */
function pastDeeperLines(text: string, start: number, last: number): number {
  const indentation = pastMatch(indent, text, startOfLine(text, start)) - startOfLine(text, start);
  let end = endOfLine(text, last);
  while (end < text.length && pastMatch(indent, text, end + 1) - end - 1 > indentation) {
    end = endOfLine(text, end + 1);
  }
  return end;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** A shell's command goes on over the lines that end in `\`, or in cmd's or PowerShell's own sign. */
function endOfCommand(text: string, start: number): number {
  let end = endOfLine(text, start);
  while (end < text.length && /\s[\\^`]/.test(text.slice(Math.max(start, end - 2), end))) {
    end = endOfLine(text, end + 1);
  }
  return end;
}
