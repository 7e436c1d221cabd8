import assert from 'node:assert/strict';

import { commands } from 'vscode';

import { altText, markdownJson, markdownLink } from '../../src/features/outputs/markdown';
import { safeFileName } from '../../src/features/outputs/safeFileName';
import { singleLine } from '../../src/prediction/displayText';
import { predictionOf } from '../support/builders/predictions';
import { injections } from '../support/hostile/injections';
import { namesOfHarm } from '../support/hostile/nameTricks';

const trap = 'https://trap.example/x';
const ofMarkdown = [
  '](https://trap.example/x) [again](https://trap.example/x)',
  '\\](https://trap.example/x)',
  '![x][1]\n\n[1]: https://trap.example/x',
  'https://trap.example/x www.trap.example trap@trap.example',
  '$\\href{https://trap.example/x}{x}$ $$x$$',
  '`<img src=https://trap.example/x>`',
  '\n\n# heading\n\n- list\n\n<img src="https://trap.example/x">',
  '| a | b |\n|---|---|\n| <b>c</b> | d |',
  '```\n<script>1</script>\n```',
  '~~~\n<script>1</script>',
  '&#x3c;img src=x&#x3e; &lt;img src=x&gt;',
  '"title" (https://trap.example/x)',
  '<https://trap.example/x> <command:workbench.action.quit>',
  '{#id .class onclick=x}',
];

/** Words of a server in a document of the person, as VS Code’s own preview shows that. */
describe('A text of a server in Markdown', () => {
  const texts = [...ofMarkdown, ...namesOfHarm().map(({ text }) => text.slice(0, 30_000))];

  it('is but the words for an image that is inserted', async () => {
    for (const text of texts) {
      const words = altText(predictionOf({ input: { prompt: text }, model: text }));
      const name = safeFileName(text, 'png');
      const { tags, html } = await rendered(markdownLink('image', words, `images/${name}`));
      assert.deepEqual(tags, ['p', 'img'], html);
      assert.deepEqual(addressesIn(html), [`images/${name}`], html);
    }
  });

  it('is but the words of a link that is inserted', async () => {
    for (const text of texts) {
      const words = singleLine(text, 100) || '1';
      const name = safeFileName(text, 'mp4');
      const { tags, html } = await rendered(markdownLink('video', words, `files/${name}`));
      assert.deepEqual(tags, ['p', 'a'], html);
      assert.deepEqual([...new Set(addressesIn(html))], [`files/${name}`], html);
      assert.equal(textIn(html).replace(/\s+/g, ' '), words.replace(/\s+/g, ' '));
    }
  });

  it('stays within the code that a value is inserted as', async () => {
    for (const text of texts) {
      const { tags, html } = await rendered(markdownJson({ [text]: [text] }));
      const others = tags.filter((tag) => !['pre', 'code', 'div', 'span'].includes(tag));
      assert.deepEqual(others, [], html);
      assert.deepEqual(addressesIn(html), [], html);
    }
  });

  it('is among those that do something where nothing guards against them', async () => {
    const bare = [...ofMarkdown, ...injections(trap).map(({ text }) => text)];
    const htmls = await Promise.all(bare.map((text) => rendered(text)));
    const harmful = htmls.filter(({ tags }) => tags.some((tag) => /^(?:a|img|script)$/.test(tag)));
    assert.ok(harmful.length > 10, `only ${harmful.length} of them do`);
  });
});

async function rendered(markdown: string): Promise<{ tags: string[]; html: string }> {
  const whole = await commands.executeCommand<string>('markdown.api.render', markdown);
  // Newer ones put settings of theirs in front.
  const html = whole.replace(/^<span id="markdown-mermaid"[^>]*><\/span>\s*/, '');
  const tags = [...html.matchAll(/<([a-z][\w-]*)/gi)].map(([, tag]) => tag ?? '');
  return { tags, html };
}

/** All that could be asked for or followed, decoded. */
function addressesIn(html: string): string[] {
  const attributes = html.matchAll(/\s(?:src|href|data-href|data-src|srcset|action)="([^"]*)"/gi);
  return [...new Set([...attributes].map(([, value]) => decodeURI(textIn(value ?? ''))))];
}

function textIn(html: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => names[name] ?? '')
    .trim();
}
