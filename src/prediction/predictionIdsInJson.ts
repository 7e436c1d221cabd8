import { certainIdsIn, isFairId, parseReference } from './reference';
import { UnreadPieces } from './unreadPieces';

/** An array or an object whose end has not been reached. */
export interface OpenJson {
  readonly closer: ']' | '}';
  readonly start: number;
  /** Whether it may be a prediction by its place: the whole JSON, or an array's item. */
  readonly isItem: boolean;
  /** An array whose items are meant as predictions, or one of these items. */
  readonly isListed: boolean;
  /** Of a list whose key says that predictions are listed. */
  readonly isCertain: boolean;
  /** Within an input or an output, whose ids are of other things. */
  readonly isForeign: boolean;
  /** How much had been found before it. */
  readonly certainBefore: number;
  readonly listedBefore: number;
  readonly unreadBefore: number;
  key: string;
  id: FoundId | undefined;
  predictionId: FoundId | undefined;
  looksLikePrediction: boolean;
  holdsList: boolean;
}

interface FoundId {
  readonly id: string;
  readonly at: number;
}

const foreignKeys = new Set(['input', 'output']);
/** What is listed there are predictions beyond doubt; elsewhere it may be other things. */
const predictionListKeys = new Set(['predictions', 'prediction_ids', 'predictionIds']);
const listKeys = new Set([...predictionListKeys, 'results', 'data', 'items', 'ids']);
const predictionIdKeys = new Set(['prediction_id', 'predictionId']);
const signsOfPrediction = new Set(['status', 'urls', 'model', 'version', 'created_at']);

/** Tells predictions' ids from all the other ids in a JSON, which it is told of from start to end. */
export class PredictionIdsInJson {
  /** Of objects that look like predictions. */
  private readonly certain: FoundId[] = [];
  /** Of an array's items, and of the whole JSON. */
  private readonly listed: FoundId[] = [];
  readonly unread = new UnreadPieces();

  /** In the order of the text. */
  ids(): string[] {
    const found = [...this.certain, ...this.listed].sort((one, other) => one.at - other.at);
    return found.map(({ id }) => id);
  }

  open(closer: ']' | '}', start: number, parent: OpenJson | undefined): OpenJson {
    const isArray = closer === ']';
    const isInObject = parent?.closer === '}';
    const isListed = isInObject
      ? isArray && listKeys.has(parent.key)
      : parent === undefined || parent.isListed;
    if (isArray && isListed && parent !== undefined) parent.holdsList = true;
    return {
      closer,
      start,
      isItem: !isInObject,
      isListed,
      isCertain: isInObject
        ? isArray && predictionListKeys.has(parent.key)
        : parent?.isCertain === true,
      isForeign:
        parent !== undefined && (parent.isForeign || (isInObject && foreignKeys.has(parent.key))),
      certainBefore: this.certain.length,
      listedBefore: this.listed.length,
      unreadBefore: this.unread.count,
      key: '',
      id: undefined,
      predictionId: undefined,
      looksLikePrediction: false,
      holdsList: false,
    };
  }

  key(object: OpenJson, key: string): void {
    object.key = key;
    if (signsOfPrediction.has(key)) object.looksLikePrediction = true;
  }

  /** @param text What stands in the string. */
  string(parent: OpenJson, start: number, end: number, text: () => string): void {
    if (parent.isForeign) return;
    if (parent.closer === ']') {
      this.item(parent, start, end, text());
      return;
    }
    const isPredictionId = predictionIdKeys.has(parent.key);
    if (parent.key !== 'id' && !isPredictionId) return;
    const id = text();
    if (!isFairId(id)) return;
    if (isPredictionId) parent.predictionId = { id, at: start };
    else parent.id = { id, at: start };
  }

  /** A number, a name, or a string that breaks off. */
  other(parent: OpenJson, start: number, end: number): void {
    if (parent.closer === '}' || !parent.isListed || parent.isForeign) return;
    this.unread.add(start, end, 'not-an-id');
  }

  close(closed: OpenJson, end: number, parent: OpenJson | undefined): void {
    if (closed.isForeign) return;
    if (closed.holdsList && parent !== undefined) parent.holdsList = true;
    if (closed.closer === ']') return;
    const id = closed.predictionId ?? closed.id;
    const hasFound = this.hasFoundSince(closed);
    const isContainer = closed.holdsList && hasFound;
    if (id !== undefined && isBeyondDoubt(closed)) {
      this.forgetItemsSince(closed);
      this.certain.push(id);
    } else if (id !== undefined && closed.isItem && !isContainer) {
      this.forgetItemsSince(closed);
      this.listed.push(id);
    } else if (closed.isItem && closed.isListed && !hasFound && !closed.holdsList) {
      this.unread.add(closed.start, end, 'json-without-id');
    }
  }

  /** A prediction's own lists, such as of webhook events, hold no other predictions. */
  forgetItemsSince({ listedBefore, unreadBefore }: OpenJson): void {
    this.listed.length = listedBefore;
    this.unread.keepFirst(unreadBefore);
  }

  private item(array: OpenJson, start: number, end: number, text: string): void {
    const reference = parseReference(text);
    if ('problem' in reference) {
      if (array.isListed) this.unread.add(start, end, reference.problem);
      return;
    }
    const { id } = reference;
    if (array.isCertain) this.certain.push({ id, at: start });
    else if (array.isListed || certainIdsIn(id).length > 0) this.listed.push({ id, at: start });
  }

  private hasFoundSince({ certainBefore, listedBefore }: OpenJson): boolean {
    return this.certain.length > certainBefore || this.listed.length > listedBefore;
  }
}

function isBeyondDoubt({ predictionId, isCertain, looksLikePrediction }: OpenJson): boolean {
  return predictionId !== undefined || isCertain || looksLikePrediction;
}
