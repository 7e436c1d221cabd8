import { blanks, pastMatch } from './textScan';

export type JsonTokenType =
  | '{'
  | '}'
  | '['
  | ']'
  | ':'
  | ','
  | 'string'
  | 'scalar'
  /** A string that breaks off where the text ends. */
  | 'cut string'
  /** A string that breaks off where the line ends. */
  | 'broken string'
  /** What no JSON has here. */
  | 'broken'
  | 'end';

/** Numbers and names, also those which Python writes. Not strict: a number's value is never asked for. */
const scalar = /[+-]?\d[\d.eE+-]*|(?:-?Infinity|NaN|null|true|false|None|True|False)(?!\w)/y;
const blank = new RegExp(`[${blanks}]*`, 'y');
/** Between these no character is blank, which spares most tokens a search. */
const space = 0x20;
const deleteCharacter = 0x7f;
const endOfString = /["\\\n]/g;

/** Goes through a text token by token, without building anything from it. */
export class JsonTokens {
  type: JsonTokenType = 'end';
  /** Where the token is in the text; a string's quotes are a part of it. */
  start: number;
  end: number;

  constructor(
    readonly text: string,
    at: number,
  ) {
    this.start = at;
    this.end = at;
  }

  next(): JsonTokenType {
    const code = this.text.charCodeAt(this.end);
    const mayBeBlank = !(code > space && code < deleteCharacter);
    this.start = mayBeBlank ? pastMatch(blank, this.text, this.end) : this.end;
    this.end = this.start + 1;
    this.type = this.read(this.text.charAt(this.start));
    return this.type;
  }

  /** What stands in the string that was just read. */
  string(): string {
    const inside = this.text.slice(this.start + 1, this.end - 1);
    if (!inside.includes('\\')) return inside;
    try {
      return String(JSON.parse(`"${inside}"`));
    } catch {
      // Bad escapes or control characters: as it is written, then.
      return inside;
    }
  }

  private read(character: string): JsonTokenType {
    switch (character) {
      case '{':
      case '}':
      case '[':
      case ']':
      case ':':
      case ',':
        return character;
      case '"':
        return this.readString();
      case '':
        this.end = this.start;
        return 'end';
      default:
        this.end = pastMatch(scalar, this.text, this.start);
        return this.end > this.start ? 'scalar' : 'broken';
    }
  }

  private readString(): JsonTokenType {
    for (let from = this.end; ;) {
      endOfString.lastIndex = from;
      if (!endOfString.test(this.text)) {
        this.end = this.text.length;
        return 'cut string';
      }
      this.end = endOfString.lastIndex;
      const last = this.text.charAt(this.end - 1);
      if (last === '"') return 'string';
      if (last === '\n') return 'broken string';
      // What is escaped may be a quote, but a line's end is one still.
      from = this.text.charAt(this.end) === '\n' ? this.end : this.end + 1;
    }
  }
}
