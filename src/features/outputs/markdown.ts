import { jsonText, singleLine } from '../../prediction/displayText';
import type { FileKind } from '../../prediction/fileType';
import { modelName, type Prediction } from '../../prediction/prediction';

const longestAlt = 100;

/** The link to a file: an image is shown, all else is linked to. */
export function markdownLink(kind: FileKind, words: string, target: string): string {
  const link = `[${escaped(words)}](${linkTarget(target)})`;
  return kind === 'image' ? `!${link}` : link;
}

/** A value as a block of code; no line of its text can end it. */
export function markdownJson(value: unknown): string {
  return `\`\`\`json\n${jsonText(value, 2)}\n\`\`\``;
}

/** What an image shows, for those who do not see it: its prompt, or else its model. */
export function altText(prediction: Prediction): string {
  const { input } = prediction;
  const prompt =
    typeof input === 'object' && input !== null && 'prompt' in input ? input.prompt : undefined;
  const words = typeof prompt === 'string' ? singleLine(prompt, longestAlt) : '';
  return words || modelName(prediction) || prediction.id;
}

function escaped(words: string): string {
  return words.replace(/[\\[\]`*_~^|<>!&$]/g, '\\$&');
}

/** Letters of any script stay readable; what would end the target, or mean something else, does not. */
function linkTarget(target: string): string {
  return target.replace(/[\s()<>%#?\\]/g, (sign) => `%${hex(sign)}`);
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}
