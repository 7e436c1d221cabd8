import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { ShownOutput } from '../../../../src/features/preview/messages';
import { ShownOutputs, type ShownFiles } from '../../../../src/features/preview/shownOutputs';
import { fileTypeOfPath } from '../../../../src/prediction/fileType';
import { listOutputs, outputName } from '../../../../src/prediction/outputs';
import { english } from '../../../support/builders/english';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';
import { inChinese } from '../../../support/words/inChinese';

describe('an output in the preview', () => {
  const folder = useTemporaryFolder();
  const failures: unknown[] = [];

  /** As it is shown once its files have been looked at. */
  async function shown(
    output: unknown,
    files: Readonly<Record<string, string>> = {},
    l10n = english,
  ): Promise<ShownOutput[]> {
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(folder.path, name), text);
    }
    const listed = listOutputs(output).outputs;
    return new Promise((resolve) => {
      let unread = Object.keys(files).length;
      const outputs = new ShownOutputs(
        filesIn(folder.path),
        l10n,
        () => {
          unread -= 1;
          if (unread === 0) resolve(outputs.views(listed));
        },
        (failure) => failures.push(failure),
      );
      const views = outputs.views(listed);
      if (unread === 0) resolve(views);
    });
  }

  afterEach(() => {
    assert.deepEqual(failures.splice(0), []);
  });

  it('is shown as text, cut where a page could not hold it', async () => {
    const [short] = await shown('a deer');
    assert.deepEqual(short?.content, { type: 'text', text: 'a deer', isCode: false });
    const [long] = await shown('x'.repeat(1_000_000));
    assert.ok(long?.content.type === 'text' && long.content.text.length < 21_000);
    assert.equal(long.content.cut?.action, 'openJson');
  });

  it('has no control characters that a server wrote', async () => {
    const [output] = await shown('a\u001b[2J\u0000\u202eb');
    assert.ok(output?.content.type === 'text');
    assert.equal(output.content.text, 'ab');
  });

  it('is shown as JSON to be opened bit by bit', async () => {
    const [output] = await shown({ objects: [1, 2] });
    assert.equal(output?.content.type, 'json');
    assert.equal(output.name, 'JSON');
  });

  it('is said to be what it is in the language of the person, whatever shows it', async () => {
    for (const [output, word] of [
      ['a deer', '文本'],
      [{ seed: 7 }, 'JSON'],
    ] as const) {
      const [only] = await shown(output, {}, inChinese);
      assert.equal(only?.kindWord, word);
    }
  });

  it('tells the size of its file', async () => {
    const [output] = await shown(['https://example.com/a.zip'], { 'a.zip': 'x'.repeat(12_345) });
    assert.ok(output?.content.type === 'file');
    assert.equal(output.content.size, '12 KB');
    assert.equal(output.hasUrl, true);
  });

  it('is shown by what a text or JSON file holds', async () => {
    const [story, data] = await shown(['https://example.com/a.md', 'https://example.com/b.json'], {
      'a.md': '# A deer\n',
      'b.json': '{"label":"deer"}',
    });
    assert.deepEqual(story?.content, { type: 'text', text: '# A deer\n', isCode: false });
    assert.ok(data?.content.type === 'json');
    assert.equal(data.content.rows.rows[0]?.text, '"deer"');
  });

  it('is shown as text where its JSON is none', async () => {
    const [output] = await shown(['https://example.com/b.json'], { 'b.json': '{"label":' });
    assert.deepEqual(output?.content, { type: 'text', text: '{"label":', isCode: true });
  });

  it('offers the whole of a long text file', async () => {
    const [output] = await shown(['https://example.com/a.txt'], { 'a.txt': 'é'.repeat(100_000) });
    assert.ok(output?.content.type === 'text');
    assert.equal(output.content.cut?.action, 'openOutput');
  });

  it('never shows what an HTML file holds', async () => {
    const html = { 'a.html': '<script>alert(1)</script>' };
    const [output] = await shown(['https://example.com/a.html'], html);
    assert.equal(output?.content.type, 'file');
    assert.equal(output.kind, 'document');
  });
});

function filesIn(folder: string): ShownFiles {
  return {
    view(output) {
      const name = outputName(output, 100);
      const { kind } = fileTypeOfPath(name);
      return { name, kind, content: { type: 'file', url: 'u' } };
    },
    pathOf: (output) => path.join(folder, outputName(output, 100)),
  };
}
