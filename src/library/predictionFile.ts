import * as v from 'valibot';

import type { PredictionBrief } from '../prediction/prediction';
import type { StoredAnswers, StoredHead } from './storedPrediction';

/*
 * A prediction's file has two lines of JSON: the head, which lists need, then the answers, which
 * stay on disk until they are shown.
 */

export type UnmarkedHead = Omit<StoredHead, 'marks'>;

/** A head as it was read. */
export interface ReadHead {
  readonly head: UnmarkedHead;
  /** The same for the same line. */
  readonly fingerprint: number;
}

const fileVersion = 1;

const fromNewerVersion = v.object({ version: v.pipe(v.number(), v.gtValue(fileVersion)) });
/** JSON has no word for what is undefined, or no number. */
const optionalNumber = v.nullish(v.number());
const briefLine = v.object({
  id: v.string(),
  model: v.string(),
  version: v.string(),
  status: v.string(),
  error: v.string(),
  dataRemoved: v.boolean(),
  createdAt: optionalNumber,
  startedAt: optionalNumber,
  completedAt: optionalNumber,
  predictSeconds: optionalNumber,
  hasOutput: v.boolean(),
  webUrl: v.string(),
});
const headLine = v.object({
  version: v.literal(fileVersion),
  id: v.string(),
  baseUrl: v.string(),
  addedAt: v.number(),
  askedAt: v.number(),
  answeredAt: v.number(),
  brief: briefLine,
});
const answersLine = v.object({ answer: v.string(), answerAfterDeletion: v.string() });

/** Characters that are encoded in some milliseconds. */
const partLength = 500_000;

/** The whole text of a prediction's file, in parts between which others can do their work. */
export function* encodePrediction(stored: UnmarkedHead & StoredAnswers): Generator<string, void> {
  const { answer, answerAfterDeletion } = stored;
  const head = encodeHead(stored);
  if (answer.length + answerAfterDeletion.length <= partLength) {
    yield `${head}\n${JSON.stringify({ answer, answerAfterDeletion })}\n`;
    return;
  }
  yield `${head}\n{"answer":"`;
  yield* encodedParts(answer);
  yield '","answerAfterDeletion":"';
  yield* encodedParts(answerAfterDeletion);
  yield '"}\n';
}

function* encodedParts(text: string): Generator<string, void> {
  for (let start = 0; start < text.length; start += partLength) {
    yield JSON.stringify(text.slice(start, start + partLength)).slice(1, -1);
  }
}

export function fingerprintOf(head: UnmarkedHead): number {
  return fingerprint(encodeHead(head));
}

/** Reads heads, and shares what many of them have in common. */
export class HeadDecoder {
  readonly #texts = new Map<string, string>();

  /**
   * Gives undefined for what a newer version of the extension wrote.
   * @throws for what is none.
   */
  decode(line: string): ReadHead | undefined {
    const json: unknown = JSON.parse(line);
    const decoded = v.safeParse(headLine, json);
    if (!decoded.success) {
      if (v.is(fromNewerVersion, json)) return undefined;
      throw new v.ValiError(decoded.issues);
    }
    const { id, baseUrl, addedAt, askedAt, answeredAt, brief } = decoded.output;
    const head = {
      id,
      baseUrl: this.#shared(baseUrl),
      addedAt,
      askedAt,
      answeredAt,
      brief: this.#brief(id, brief),
    };
    return { head, fingerprint: fingerprint(line) };
  }

  #brief(id: string, brief: v.InferOutput<typeof briefLine>): PredictionBrief {
    return {
      id: brief.id === id ? id : brief.id,
      model: this.#shared(brief.model),
      version: this.#shared(brief.version),
      status: this.#shared(brief.status),
      error: this.#shared(brief.error),
      dataRemoved: brief.dataRemoved,
      createdAt: brief.createdAt ?? undefined,
      startedAt: brief.startedAt ?? undefined,
      completedAt: brief.completedAt ?? undefined,
      predictSeconds: brief.predictSeconds ?? undefined,
      hasOutput: brief.hasOutput,
      webUrl: brief.webUrl,
    };
  }

  #shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < maxSharedTexts) this.#texts.set(text, text);
    return text;
  }
}

/** Far more than there are models; but errors may be all different. */
const maxSharedTexts = 2000;

/** @throws for what is none. */
export function decodeAnswers(line: string): StoredAnswers {
  return v.parse(answersLine, JSON.parse(line));
}

function encodeHead({ id, baseUrl, addedAt, askedAt, answeredAt, brief }: UnmarkedHead): string {
  return JSON.stringify({ version: fileVersion, id, baseUrl, addedAt, askedAt, answeredAt, brief });
}

/** 52 bits, as two halves that are mixed differently: FNV-1a, quick enough for thousands at a start. */
function fingerprint(line: string): number {
  let high = 0x811c9dc5;
  let low = 0x050c5d1f;
  for (let index = 0; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
}
