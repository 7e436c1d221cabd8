import { modelName } from '../../prediction/prediction';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

/** What the name of a saved file may tell. */
export const nameTokens = [
  'model',
  'owner',
  'id',
  'shortId',
  'index',
  'label',
  'name',
  'date',
  'time',
] as const;

export type NameToken = (typeof nameTokens)[number];

/** Why a pattern names no file. */
export type PatternProblem =
  | { readonly type: 'unknown-token'; readonly token: string }
  | { readonly type: 'holds-folder' }
  | { readonly type: 'empty' };

export function problemOfPattern(pattern: string): PatternProblem | undefined {
  if (pattern.trim() === '') return { type: 'empty' };
  if (/[/\\]/.test(pattern)) return { type: 'holds-folder' };
  for (const [token] of pattern.matchAll(/\{[^{}]*\}?|\}/g)) {
    if (!nameTokens.some((name) => token === `{${name}}`)) return { type: 'unknown-token', token };
  }
  return undefined;
}

/** An output, as its file's name tells of it. */
export interface NamedOutput {
  readonly tracked: TrackedPrediction;
  /** From 0. */
  readonly index: number;
  /** How many outputs the prediction has. */
  readonly count: number;
  /** Its place in the output JSON. */
  readonly label: string;
  /** Its server's name for the file, without the ending; may be empty. */
  readonly name: string;
}

/** The name without its ending, as it stands in the pattern. What is unknown takes the sign before it along. */
export function fillPattern(pattern: string, output: NamedOutput): string {
  return pattern
    .replace(/([-_. ]?)\{(\w+)\}/g, (whole, separator: string, token: string) => {
      if (!isNameToken(token)) return whole;
      const value = valueOf(token, output);
      return value === '' ? '' : separator + value;
    })
    .replace(/^[-_. ]+/, '');
}

function valueOf(token: NameToken, { tracked, index, count, label, name }: NamedOutput): string {
  const { id, brief } = tracked;
  switch (token) {
    case 'model':
      return modelName(brief);
    case 'owner':
      return brief.model.includes('/') ? brief.model.slice(0, brief.model.indexOf('/')) : '';
    case 'id':
      return id;
    case 'shortId':
      return id.slice(0, 8);
    case 'index':
      // All of one length, so that every list sorts them rightly.
      return String(index + 1).padStart(String(count).length, '0');
    case 'label':
      return label.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
    case 'name':
      return name;
    case 'date':
      return localTime(tracked).slice(0, 10);
    case 'time':
      return localTime(tracked).slice(11, 19).replaceAll(':', '');
  }
}

/** When it was started, as the person's clock showed: `2025-05-19T10:00:17`. */
function localTime({ brief, addedAt }: TrackedPrediction): string {
  const moment = new Date(brief.createdAt ?? addedAt);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString();
}

function isNameToken(text: string | undefined): text is NameToken {
  return nameTokens.some((token) => token === text);
}
