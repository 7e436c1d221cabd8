import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { mentionsIn } from '../../../src/prediction/mentions';

const id = 'k7q2m9x4c8r1v6z3t5w0n8b2j7';
const oldId = 'ufawqhfynnddngldkgtslldrkq';
const uuid = '3f2b6c1e-9d4a-4e8b-a1c7-5d6e7f8a9b0c';

describe('A line of code, of a log or of a terminal', () => {
  const naming: Record<string, [line: string, link: string, id: string]> = {
    'an API URL': [
      `curl -s "https://api.deerapi.com/replicate/v1/predictions/${id}" \\`,
      `https://api.deerapi.com/replicate/v1/predictions/${id}`,
      id,
    ],
    'a URL to cancel it': [
      `  "cancel": "https://api.replicate.com/v1/predictions/${oldId}/cancel",`,
      `https://api.replicate.com/v1/predictions/${oldId}/cancel`,
      oldId,
    ],
    'a web URL': [`see https://replicate.com/p/${id}.`, `https://replicate.com/p/${id}`, id],
    'a UUID in a URL': [
      `GET http://localhost:8080/v1/predictions/${uuid}?full`,
      `http://localhost:8080/v1/predictions/${uuid}`,
      uuid,
    ],
    'the word prediction before it': [`Prediction ${id} started`, id, id],
    'the word prediction before a UUID': [`prediction: ${uuid}`, uuid, uuid],
    'a variable': [`prediction_id = "${oldId}"`, oldId, oldId],
    'a flag': [`--prediction-id=${id}`, id, id],
    'a call': [`await replicate.predictions.get('${id}')`, id, id],
    'a key of JSON': [`{"id":"${id}","status":"starting"}`, id, id],
    'a key of an object': [`  id: '${id}',`, id, id],
  };
  for (const [what, [line, link, named]] of Object.entries(naming)) {
    it(`names a prediction by ${what}`, () => {
      const mentions = mentionsIn(line);
      assert.deepEqual(
        mentions.map((mention) => [line.slice(mention.start, mention.end), mention.id]),
        [[link, named]],
      );
    });
  }

  it('names several, each in its place', () => {
    const line = `prediction ${id} replaces https://replicate.com/p/${oldId}`;
    assert.deepEqual(
      mentionsIn(line).map((mention) => mention.id),
      [id, oldId],
    );
  });

  const silent: Record<string, string> = {
    'an id with no word beside it': `checking ${id}`,
    'a longer word': `"id": "${id}0"`,
    'a commit': `prediction.py at 9fceb02d0ae598e95dc970b74767f19372d61af8`,
    'a UUID that is called id': `"id": "${uuid}"`,
    'letters that are called id': `id: 'abcdefghijklmnopqrstuvwxyz'`,
    'a word of 26 letters': 'visualstudiocodecredential',
    'a path that goes on': `https://example.com/predictions/${id}-2`,
    'a place for an id': 'https://api.deerapi.com/replicate/v1/predictions/{id}',
  };
  for (const [what, line] of Object.entries(silent)) {
    it(`names none by ${what}`, () => {
      assert.deepEqual(mentionsIn(line), []);
    });
  }

  it('is read in a moment, however it is made', () => {
    const lines = ['id:'.repeat(2000), `prediction${' '.repeat(5000)}`, 'https://'.repeat(2000)];
    for (const line of lines) assert.deepEqual(mentionsIn(line), []);
  });

  it('of the source of other projects never names one falsely', function () {
    // Thousands of files, perhaps from a slow disk.
    this.timeout(60_000);
    const corpus = linesBelow('node_modules');
    const found = corpus.flatMap(({ file, lines }) =>
      lines.flatMap((line) => mentionsIn(line).map((mention) => `${file}: ${mention.id}`)),
    );
    assert.ok(corpus.length > 3000);
    assert.deepEqual(found, []);
  });
});

/** Of all packages but that which is about predictions. */
function linesBelow(folder: string): { file: string; lines: string[] }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => /\.(?:[cm]?[jt]s|json|md|css|html|txt|ya?ml)$/.test(file))
    .filter((file) => !file.startsWith(path.join(folder, 'replicate')))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n') }));
}
