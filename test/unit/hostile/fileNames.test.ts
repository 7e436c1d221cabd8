import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { fillPattern, nameTokens } from '../../../src/features/outputs/namePattern';
import { stemBy } from '../../../src/features/outputs/outputFile';
import { numberedFileName } from '../../../src/features/outputs/safeFileName';
import { outputFileName } from '../../../src/library/archive/outputFileName';
import { storageFileName } from '../../../src/library/storageFileName';
import { unknownFileType } from '../../../src/prediction/fileType';
import { listOutputs } from '../../../src/prediction/outputs';
import { archiveIn, filesBelow, signal } from '../../support/archive/archiveUnderTest';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { trackedOf } from '../../support/builders/predictions';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { whyIllegal } from '../../support/hostile/illegalName';
import { namesOfHarm } from '../../support/hostile/nameTricks';

const texts = namesOfHarm();
/** Milliseconds: far above what a name takes, far below what each letter would cost that is looked at anew. */
const patience = 500;

describe('a name that would do harm', function () {
  // Each file is made safe on the disk.
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const server = LoopbackServer.use();

  for (const { what, text } of texts) {
    it(`is a harmless one where an id or an address holds it: ${what}`, () => {
      assert.equal(whyIllegal(`${storageFileName(text)}.jsonl`), undefined);
      const kept = outputFileName(`/${text}`, 'f'.repeat(64), unknownFileType);
      assert.equal(whyIllegal(kept), undefined, kept);
    });

    it(`is a harmless one where a file is saved under it, by any pattern: ${what}`, () => {
      for (const token of nameTokens) {
        for (const pattern of [`{${token}}`, `{${token}} (1)`, ` .{${token}}. `]) {
          const begun = performance.now();
          const name = nameBy(pattern, text);
          const lasted = performance.now() - begun;
          assert.equal(whyIllegal(name), undefined, `${pattern}: ${JSON.stringify(name)}`);
          assert.ok(lasted < patience, `it took ${lasted} ms`);
        }
      }
    });
  }

  it('belongs to one id alone, also where capitals and small letters are the same', () => {
    const names = texts.map(({ text }) => storageFileName(text).toLowerCase());
    assert.equal(new Set(names).size, texts.length);
  });

  it('keeps what is fetched in its folder, each file for itself, whatever its address and headers', async () => {
    server.listener = ({ url = '' }, response) => {
      const number = Number(new URL(url, server.origin).searchParams.get('number'));
      const name = encodeURIComponent(wellFormed(texts[number]?.text ?? ''));
      response.setHeader('Content-Disposition', [
        `attachment; filename="../../escaped-${number}.png"`,
        `filename*=UTF-8''${name}`,
      ]);
      response.setHeader('Content-Location', '/../../escaped');
      response.end(`file ${number}`);
    };
    const root = path.join(folder.path, 'storage', 'outputs');
    await mkdir(root, { recursive: true });
    const archive = archiveIn(root);
    let kept = 0;
    for (const [number, { text, what }] of texts.entries()) {
      const [{ source } = assert.fail(what)] = listOutputs(
        addressOf(server.origin, number),
      ).outputs;
      if (source.type !== 'url') continue;
      for (const id of [text, 'all']) {
        const file = await archive.keep(id, source, signal);
        assert.equal(await readFile(file, 'utf8'), `file ${number}`, what);
        assert.equal(path.dirname(file), archive.folderOf(id));
        kept += 1;
      }
    }
    archive.dispose();
    assert.equal(kept, 2 * texts.length);
    assert.equal((await readdir(archive.folderOf('all'))).length, texts.length);
    await isAllIn(root);
    assert.deepEqual(await readdir(folder.path), ['storage']);
    assert.deepEqual(await readdir(path.join(folder.path, 'storage')), ['outputs']);
  });

  it('keeps what came inside the answer in its folder, too', async () => {
    const root = path.join(folder.path, 'outputs');
    const archive = archiveIn(root);
    for (const { text } of texts) {
      const type = encodeURIComponent(wellFormed(text));
      const uri = `data:image/${type};name=${type},deer`;
      await archive.keep(text, { type: 'data', uri }, signal);
    }
    archive.dispose();
    await isAllIn(root);
    assert.deepEqual(await readdir(folder.path), ['outputs']);
  });
});

/** As it is saved where the text stands in all that a name can tell of. */
function nameBy(pattern: string, text: string): string {
  const tracked = { ...trackedOf({ model: `${text}/${text}` }), id: text };
  const place = { tracked, index: 0, count: 1 };
  const stem = fillPattern(pattern, { ...place, label: text, name: text });
  const address = `https://trap.example/${encodeURIComponent(wellFormed(text))}.png`;
  const output = {
    label: text,
    kind: 'image',
    source: { type: 'url', url: address },
  } as const;
  const own = stemBy(pattern, { ...place, output });
  assert.equal(whyIllegal(numberedFileName(own, 'png', 1)), undefined, own);
  assert.equal(whyIllegal(numberedFileName(stem, '', 1)), undefined, stem);
  return numberedFileName(stem, 'png', 2);
}

/** In one of the ways that a name may stand there. Each number has a content of its own. */
function addressOf(origin: string, number: number): string {
  const short = wellFormed(texts[number]?.text ?? '');
  const name = encodeURIComponent(short);
  const ways = [
    name,
    `${name}.png`,
    `${encodeURIComponent(name)}.txt`,
    `files/${short.replace(/[?#\s]/g, '')}`,
  ];
  return `${origin}/${ways[number % ways.length] ?? ''}?number=${number}`;
}

/** No longer than a server takes, and without halves of letters, which no URL holds. */
function wellFormed(text: string): string {
  return Buffer.from(text.slice(0, 500)).toString();
}

async function isAllIn(root: string): Promise<void> {
  const files = await filesBelow(root);
  assert.ok(files.length > 0);
  for (const file of files) {
    for (const name of file.split(path.sep)) assert.equal(whyIllegal(name), undefined, name);
  }
}
