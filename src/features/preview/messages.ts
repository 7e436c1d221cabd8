import * as v from 'valibot';

import type { FileKind } from '../../prediction/fileType';

/** What the page shows. All words are ready to be shown; all sources are local files. */
export interface PredictionView {
  readonly id: string;
  readonly title: string;
  /** `owner/name`, or empty. */
  readonly model: string;
  readonly status: string;
  readonly state: string;
  readonly isRunning: boolean;
  /** 0 to 1; undefined where it is not known. */
  readonly fraction: number | undefined;
  /** Sentences that the person should know; may be empty. */
  readonly notes: readonly string[];
  /** Empty where it did not fail. */
  readonly error: string;
  readonly outputs: readonly OutputView[];
  /** Stands where outputs would, while there are none. */
  readonly placeholder: string;
  readonly sections: readonly SectionView[];
  readonly words: {
    readonly showLog: string;
    readonly open: string;
    readonly tryAgain: string;
    readonly details: string;
  };
}

export interface OutputView {
  readonly name: string;
  readonly kind: FileKind;
  readonly content:
    /** `fraction`: 0 to 1, where it is known; `cancel`: the word for that, where it can be. */
    | {
        readonly type: 'loading';
        readonly message: string;
        readonly fraction?: number;
        readonly cancel?: string;
      }
    | { readonly type: 'failed'; readonly message: string }
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'file'; readonly url: string; readonly kindWord: string };
}

export interface SectionView {
  readonly title: string;
  readonly fields: readonly { readonly name: string; readonly text: string }[];
}

export interface ToPage {
  readonly type: 'show';
  readonly view: PredictionView;
}

const outputIndex = v.pipe(v.number(), v.integer(), v.minValue(0));
const fromPage = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('showLog') }),
  v.object({ type: v.literal('retryOutputs') }),
  v.object({ type: v.literal('openOutput'), index: outputIndex }),
  v.object({ type: v.literal('cancelOutput'), index: outputIndex }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;

/** Undefined for what the page never sends. */
export function decodeFromPage(message: unknown): FromPage | undefined {
  const decoded = v.safeParse(fromPage, message);
  return decoded.success ? decoded.output : undefined;
}
