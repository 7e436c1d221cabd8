import { JsonTokens, type JsonTokenType } from './jsonTokens';
import { PredictionIdsInJson, type OpenJson } from './predictionIdsInJson';
import type { UnreadPieces } from './unreadPieces';

export interface JsonReading {
  /** In the order of the text; one may come twice. */
  readonly ids: readonly string[];
  readonly unread: UnreadPieces;
  /** Whether the JSON went on to its end, or broke off where the text ends, or at what no JSON has there. */
  readonly ending: 'whole' | 'cut' | 'broken';
  /** Where the text goes on: after the JSON, or at what broke it. */
  readonly end: number;
  /** Where the object starts that was not read, because it broke. */
  readonly brokenObject: number | undefined;
  /** Without these it may be no JSON at all, but a time in brackets or a link's text. */
  readonly holdsString: boolean;
  readonly holdsKey: boolean;
}

/**
 * Reads the array or object that starts at `start`. Of one that is cut off or broken, what stands
 * before is read. Holds for any depth, and takes time by the length alone.
 */
export function readJson(text: string, start: number): JsonReading {
  const reader = new JsonReader(text, start);
  const ending = reader.read();
  const broken = ending === 'broken' ? reader.brokenObject : undefined;
  if (broken?.id !== undefined) reader.found.forgetItemsSince(broken);
  return {
    ids: reader.found.ids(),
    unread: reader.found.unread,
    ending,
    end: ending === 'broken' ? reader.tokens.start : reader.tokens.end,
    brokenObject: broken?.start,
    holdsString: reader.holdsString,
    holdsKey: reader.holdsKey,
  };
}

/** No prediction is nested so deep, and a level takes memory. */
const deepest = 100_000;

interface Level {
  readonly json: OpenJson;
  /** What it expects when no value is under way, where there may be a comma or its end instead. */
  readonly resting: 'key' | 'value';
  expects: 'key' | 'colon' | 'value';
}

class JsonReader {
  readonly tokens: JsonTokens;
  readonly found = new PredictionIdsInJson();
  holdsString = false;
  holdsKey = false;
  private readonly levels: Level[] = [];

  constructor(text: string, start: number) {
    this.tokens = new JsonTokens(text, start);
  }

  /** The innermost object that might have been a prediction. A mere list has lost nothing by a bad item. */
  get brokenObject(): OpenJson | undefined {
    const innermost = this.levels.at(-1)?.json;
    const isInList = innermost !== undefined && isList(innermost);
    const broken = this.levels.findLast(({ json }) => mayBePrediction(json))?.json;
    return isInList && broken?.id === undefined ? undefined : broken;
  }

  read(): JsonReading['ending'] {
    this.tokens.next();
    this.open(undefined);
    for (let level = this.levels.at(-1); level !== undefined; level = this.levels.at(-1)) {
      const type = this.tokens.next();
      if (this.take(type, level)) continue;
      if (type !== 'end' && type !== 'cut string') return 'broken';
      while (this.levels.length > 0) this.close();
      return 'cut';
    }
    return 'whole';
  }

  /** Gives false for a token after which nothing can go on. */
  private take(type: JsonTokenType, level: Level): boolean {
    switch (type) {
      case '{':
      case '[':
        return level.expects === 'value' && !this.isNextOfJsonLines(level) && this.open(level);
      case '}':
      case ']':
        return isAtRest(level) && level.json.closer === type && this.close();
      case ',':
        // Two in a row, or one before the end, do no harm.
        return isAtRest(level);
      case ':':
        return level.expects === 'colon' && goOn(level, 'value');
      case 'string':
        this.holdsString = true;
        return level.expects === 'key' ? this.key(level) : this.string(level);
      case 'scalar':
        return this.other(level);
      case 'cut string':
        this.holdsString = true;
        this.other(level);
        return false;
      case 'broken string':
        this.holdsString = true;
        return false;
      case 'broken':
      case 'end':
        return false;
    }
  }

  /** Where a line of JSON lines is cut off, the next one must not become a part of it. */
  private isNextOfJsonLines({ json }: Level): boolean {
    const { text, type, start } = this.tokens;
    return type === '{' && text.charAt(start - 1) === '\n' && !isList(json);
  }

  private open(parent: Level | undefined): boolean {
    if (this.levels.length === deepest) return false;
    const closer = this.tokens.type === '{' ? '}' : ']';
    const json = this.found.open(closer, this.tokens.start, parent?.json);
    const resting = closer === '}' ? 'key' : 'value';
    this.levels.push({ json, resting, expects: resting });
    return true;
  }

  private close(): boolean {
    const closed = this.levels.pop();
    const parent = this.levels.at(-1);
    if (closed !== undefined) this.found.close(closed.json, this.tokens.end, parent?.json);
    return parent === undefined || goOn(parent, parent.resting);
  }

  private key(level: Level): boolean {
    this.holdsKey = true;
    this.found.key(level.json, this.tokens.string());
    return goOn(level, 'colon');
  }

  private string(level: Level): boolean {
    if (level.expects !== 'value') return false;
    const { start, end } = this.tokens;
    this.found.string(level.json, start, end, () => this.tokens.string());
    return goOn(level, level.resting);
  }

  private other(level: Level): boolean {
    if (level.expects !== 'value') return false;
    this.found.other(level.json, this.tokens.start, this.tokens.end);
    return goOn(level, level.resting);
  }
}

function mayBePrediction({ closer, isItem, isForeign }: OpenJson): boolean {
  return closer === '}' && isItem && !isForeign;
}

/** Whether predictions are expected as its items. */
function isList({ closer, isListed, isForeign }: OpenJson): boolean {
  return closer === ']' && isListed && !isForeign;
}

function isAtRest({ expects, resting }: Level): boolean {
  return expects === resting;
}

function goOn(level: Level, expects: Level['expects']): true {
  level.expects = expects;
  return true;
}
