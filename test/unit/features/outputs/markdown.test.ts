import assert from 'node:assert/strict';

import { altText, markdownJson, markdownLink } from '../../../../src/features/outputs/markdown';
import { contentOf } from '../../../../src/features/outputs/outputContent';
import type { Output } from '../../../../src/prediction/outputs';
import { predictionOf } from '../../../support/builders/predictions';

describe('An output as Markdown', () => {
  it('is an image where it is one, else a link', () => {
    assert.equal(markdownLink('image', 'a deer', 'images/a.png'), '![a deer](images/a.png)');
    assert.equal(markdownLink('video', 'sunrise.mp4', 'files/a.mp4'), '[sunrise.mp4](files/a.mp4)');
  });

  it('cannot be broken by what a prompt or a name holds', () => {
    assert.equal(
      markdownLink('image', '](x) <b> *a* \\', 'images/a (2) 鹿.png'),
      '![\\](x) \\<b\\> \\*a\\* \\\\](images/a%20%282%29%20鹿.png)',
    );
  });

  it('tells in its words what the prompt was, on one short line', () => {
    assert.equal(
      altText(predictionOf({ input: { prompt: 'a deer\n at a lake' } })),
      'a deer at a lake',
    );
    assert.equal(altText(predictionOf({ input: { prompt: 'x'.repeat(9000) } })).length, 100);
  });

  it('names the model, or the prediction, where there was no prompt', () => {
    for (const input of [null, 'text', {}, { prompt: 7 }, { prompt: ' ' }]) {
      assert.equal(altText(predictionOf({ input })), 'flux-schnell');
    }
    assert.equal(altText(predictionOf({ input: {}, model: '', id: 'abc' })), 'abc');
  });

  it('is a block of code where it is a value', () => {
    assert.equal(markdownJson({ a: '```\n' }), '```json\n{\n  "a": "```\\n"\n}\n```');
  });
});

describe('A text that stood in the answer', () => {
  const extensionOf = (text: string) => {
    const output: Output = { label: '', kind: 'text', source: { type: 'text', text } };
    const content = contentOf(output);
    return content.type === 'text' ? content.extension : '';
  };

  it('is saved as Markdown where it is written so', () => {
    for (const text of [
      '# Deer\n\nAt a lake.',
      'See:\n```js\n1\n```',
      'a **bold** word',
      '|a|b|\n|-|-|\n|---|---|',
      'see [it](https://x.y)',
    ]) {
      assert.equal(extensionOf(text), 'md', text);
    }
  });

  it('is plain text else', () => {
    for (const text of [
      '',
      'At first light.',
      '#deer is trending',
      '2 ** 3 ** 4',
      '[0.1, 0.2] (x)',
    ]) {
      assert.equal(extensionOf(text), 'txt', text);
    }
  });

  it('is JSON where it is a value', () => {
    const value = { score: 0.98 };
    assert.deepEqual(contentOf({ label: '', kind: 'json', source: { type: 'json', value } }), {
      type: 'text',
      text: '{\n  "score": 0.98\n}\n',
      extension: 'json',
    });
  });
});
