import * as v from 'valibot';

import type { FileKind } from '../../prediction/fileType';
import { english } from '../../prediction/localization';
import { comparePageWords, pageWords, type CompareWords, type PageWords } from './pageWords';

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const kinds = [
  'image',
  'video',
  'audio',
  'model',
  'text',
  'json',
  'document',
  'archive',
  'other',
] as const satisfies readonly FileKind[];

/** One row of a JSON tree. */
const jsonRow = v.object({
  /** Its name in the object, or its number in the array. */
  key: v.string(),
  type: v.picklist(['object', 'array', 'string', 'number', 'boolean', 'null']),
  /** The value, or what an object holds, on one line. */
  text: v.string(),
  /** How many stand under it. */
  size: place,
});

/** Some of the rows under one place. */
const jsonRows = v.object({
  from: place,
  total: place,
  rows: v.array(jsonRow),
});

/** Says that a text is cut, and offers the whole. */
const cut = v.object({
  sentence: v.string(),
  action: v.picklist(['openOutput', 'openJson']),
  word: v.string(),
});

const content = v.variant('type', [
  v.object({
    type: v.literal('loading'),
    message: v.string(),
    /** How much of it is there; absent where that is not known. */
    fraction: v.optional(fraction),
    /** It takes so long that a person may not want to wait. */
    canCancel: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('failed'), message: v.string() }),
  v.object({
    type: v.literal('text'),
    text: v.string(),
    /** Lines are not to be wrapped, and letters are of one width. */
    isCode: v.optional(v.boolean()),
    cut: v.optional(cut),
  }),
  v.object({ type: v.literal('json'), top: jsonRow, rows: jsonRows }),
  v.object({
    type: v.literal('file'),
    url: v.string(),
    /** In words. */
    size: v.optional(v.string()),
  }),
]);

const output = v.object({
  name: v.string(),
  kind: v.picklist(kinds),
  kindWord: v.string(),
  content,
  /** Its place in the output JSON; empty for the whole. */
  label: v.string(),
  /** Whether it has an address to copy. */
  hasUrl: v.boolean(),
});

const field = v.object({
  name: v.string(),
  text: v.string(),
  /** Of an input that is an image in the archive. */
  image: v.optional(v.string()),
});

const section = v.object({
  id: v.picklist(['input', 'metrics', 'times', 'prediction']),
  title: v.string(),
  fields: v.array(field),
});

const stage = v.object({
  label: v.string(),
  /** How far, how long and how fast, in words. */
  text: v.string(),
  fraction: v.optional(fraction),
  hasEnded: v.boolean(),
});

/** All words are ready to be shown; all addresses are those of local files. */
const view = v.object({
  id: v.string(),
  isPinned: v.boolean(),
  title: v.string(),
  /** `owner/name`, or empty. */
  model: v.string(),
  status: v.string(),
  state: v.string(),
  /** The state without what changes from moment to moment, to be read out. */
  announcement: v.string(),
  isRunning: v.boolean(),
  /** Absent where it is not known. */
  fraction: v.optional(fraction),
  /** Sentences that the person should know; may be empty. */
  notes: v.array(v.string()),
  /** Empty where it did not fail. */
  error: v.string(),
  stages: v.array(stage),
  /** The last lines of the log, while they tell what it does or why it failed. */
  logLines: v.array(v.string()),
  outputs: v.array(output),
  /** Stands where outputs would, while there are none. */
  placeholder: v.string(),
  sections: v.array(section),
  words: v.custom<PageWords>(hasTexts(pageWords(english))),
});

/** Two to four outputs side by side. */
const comparison = v.object({
  sides: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      state: v.string(),
      /** What the prediction made, of which one is compared. */
      outputs: v.array(output),
      index: place,
    }),
  ),
  /** The inputs that are not the same on all sides, each with its text on every side. */
  differences: v.array(v.object({ name: v.string(), texts: v.array(v.string()) })),
  words: v.custom<CompareWords>(hasTexts(comparePageWords(english))),
});

export type ComparisonView = v.InferOutput<typeof comparison>;
export type SideView = ComparisonView['sides'][number];
export type PredictionView = v.InferOutput<typeof view>;
export type ShownOutput = v.InferOutput<typeof output>;
/** What is told of an output by its file alone. */
export type OutputView = Pick<ShownOutput, 'name' | 'kind' | 'content'>;
export type Content = OutputView['content'];
export type SectionView = v.InferOutput<typeof section>;
export type SectionId = SectionView['id'];
export type StageView = v.InferOutput<typeof stage>;
export type JsonRow = v.InferOutput<typeof jsonRow>;
export type JsonRows = v.InferOutput<typeof jsonRows>;
export type { CompareWords, PageWords } from './pageWords';

/** From one JSON value to what it holds: the numbers of the children on the way. */
const path = v.pipe(v.array(place), v.maxLength(1000));

/** All that the extension sends to a page. */
export const toPage = v.variant('type', [
  v.object({
    type: v.literal('show'),
    view,
    /** The output to be opened by itself. */
    open: v.optional(place),
  }),
  v.object({ type: v.literal('jsonRows'), id: v.string(), index: place, path, rows: jsonRows }),
  v.object({ type: v.literal('copied') }),
  v.object({ type: v.literal('compare'), view: comparison }),
]);

export type ToPage = v.InferOutput<typeof toPage>;

/** All but the first two name the prediction that the page shows: the panel may have gone on to another. */
const ofPrediction = { id: v.string() };
const ofOutput = { ...ofPrediction, index: place };
/** All that a page sends. */
export const fromPage = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('showPreview'), side: place, index: place }),
  v.object({ type: v.literal('showLog'), ...ofPrediction }),
  v.object({ type: v.literal('openJson'), ...ofPrediction }),
  v.object({ type: v.literal('retryOutputs'), ...ofPrediction }),
  v.object({ type: v.literal('saveOutputs'), ...ofPrediction }),
  v.object({ type: v.literal('setPinned'), ...ofPrediction, isPinned: v.boolean() }),
  v.object({ type: v.literal('openOutput'), ...ofOutput }),
  v.object({ type: v.literal('openExternally'), ...ofOutput }),
  v.object({ type: v.literal('saveOutput'), ...ofOutput }),
  v.object({ type: v.literal('copyUrl'), ...ofOutput }),
  v.object({ type: v.literal('imageNotCopied'), ...ofOutput }),
  v.object({ type: v.literal('cancelOutput'), ...ofOutput }),
  v.object({
    type: v.literal('copyField'),
    ...ofPrediction,
    section: v.picklist(['input', 'metrics', 'times', 'prediction']),
    field: place,
  }),
  v.object({ type: v.literal('copyError'), ...ofPrediction }),
  v.object({ type: v.literal('copyOutput'), ...ofOutput }),
  v.object({ type: v.literal('copyJson'), ...ofOutput, path }),
  v.object({ type: v.literal('expandJson'), ...ofOutput, path, from: place }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;

/** Undefined for what the page never sends. */
export function decodeFromPage(message: unknown): FromPage | undefined {
  const decoded = v.safeParse(fromPage, message);
  return decoded.success ? decoded.output : undefined;
}

/** Undefined for what the extension never sends. */
export function decodeToPage(message: unknown): ToPage | undefined {
  const decoded = v.safeParse(toPage, message);
  return decoded.success ? decoded.output : undefined;
}

/** Whether each of these words is there: the page could say nothing without them. */
function hasTexts(words: object): (value: unknown) => boolean {
  const names = Object.keys(words);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === 'string');
}
