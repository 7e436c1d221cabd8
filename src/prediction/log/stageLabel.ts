import { singleLine } from '../displayText';

/** What is longer before a bar is a text of its own. */
export const longestLabel = 100;

/** The label as people see it. */
export function shownLabel(text: string): string {
  if (text === '') return '';
  return singleLine(text, longestLabel).replace(/ ?\.{3}$/, '');
}

const node = /\btitle: (.{1,100}), class type: /;
const announcement = /^(\S.{0,60}?) ?(?:\.\.\.|…|:)$/;

/**
 * What a line says is about to be done, as ComfyUI does of a node, and others in words that end in
 * a colon or dots; empty for any other line.
 */
export function labelInLine(line: string): string {
  if (line.length > 300) return '';
  const text = line.trim();
  const isNode = text.includes(', class type: ');
  if (!isNode && !/[.…:]$/.test(text)) return '';
  const [, label = ''] = (isNode ? node : announcement).exec(text) ?? [];
  return shownLabel(label);
}

/** Whether two labels are the same but for numbers, as those that tell a loss or a step. */
export function isSameButNumbers(one: string, other: string): boolean {
  return one === other || withoutNumbers(one) === withoutNumbers(other);
}

function withoutNumbers(label: string): string {
  return label.replace(/\d[\d.]*(?:e-?\d+)?/g, '#');
}

const preparing = /^(?:(?:down|up)?loading|fetching|extracting|unpacking|pulling)\b/i;

const bytes = /[?\d][kKMGTPEZY]?i?B\/s/;

/** Whether a bar moves data, before the run's own work or after it. */
export function isPreparing(label: string, timing: string): boolean {
  return (label !== '' && preparing.test(label)) || (timing.includes('B/s') && bytes.test(timing));
}
