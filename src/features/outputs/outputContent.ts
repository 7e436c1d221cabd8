import { jsonText } from '../../prediction/displayText';
import type { Output } from '../../prediction/outputs';
import type { FileSource } from '../../library/archive/outputSource';

/** What a file of an output holds: the file that was fetched, or a text that stood in the answer. */
export type OutputContent =
  | { readonly type: 'file'; readonly source: FileSource }
  | { readonly type: 'text'; readonly text: string; readonly extension: 'txt' | 'md' | 'json' };

export function contentOf({ source }: Output): OutputContent {
  if (source.type === 'url' || source.type === 'data') return { type: 'file', source };
  if (source.type === 'json') {
    return { type: 'text', text: `${jsonText(source.value, 2)}\n`, extension: 'json' };
  }
  return {
    type: 'text',
    text: source.text,
    extension: looksLikeMarkdown(source.text) ? 'md' : 'txt',
  };
}

/** Only the start is looked at. */
const mostRead = 20_000;

/** A heading, a fence, a table's rule, strong words or a link: plain text has hardly any of them. */
const markdownSigns =
  /^#{1,6} \S|^ {0,3}```|^\|? *:?-{3,}:? *\||\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\(\S+\)/m;

function looksLikeMarkdown(text: string): boolean {
  return markdownSigns.test(text.slice(0, mostRead));
}
