import assert from 'node:assert/strict';

import { startDemoApi } from '../../support/demoApi/demoApi';
import type { DemoApi } from '../../support/demoApi/demoApi';

/** How each kind of file begins: Latin-1, a dot where any byte may stand. */
const kinds: readonly (readonly [name: string, type: string, start: string])[] = [
  ['cake.webp', 'image/webp', 'RIFF....WEBP'],
  ['waves-12.webp', 'image/webp', 'RIFF....WEBP'],
  ['deer.png', 'image/png', '\x89PNG'],
  ['canyon.jpg', 'image/jpeg', '\xff\xd8\xff'],
  ['orbit.gif', 'image/gif', 'GIF89a'],
  ['badge.svg', 'image/svg+xml', '<svg '],
  ['sunrise.mp4', 'video/mp4', '....ftyp'],
  ['sunrise.webm', 'video/webm', '.E\xdf\xa3'],
  ['chime.wav', 'audio/wav', 'RIFF....WAVE'],
  ['melody.mp3', 'audio/mpeg', 'ID3'],
  ['story.md', 'text/markdown; charset=utf-8', '# The deer'],
  ['caption.txt', 'text/plain; charset=utf-8', 'A stylised'],
  ['objects.json', 'application/json', '{'],
  ['cube.glb', 'model/gltf-binary', 'glTF'],
  ['weights.zip', 'application/zip', 'PK'],
  ['out', 'image/jpeg', '\xff\xd8\xff'],
];

describe('the files of the demo API', () => {
  let demo: DemoApi;

  before(async () => {
    demo = await startDemoApi();
  });

  after(() => demo.close());

  for (const [name, type, start] of kinds) {
    it(`serves ${name} as ${type}, without a key`, async () => {
      const response = await fetch(`${demo.origin}/files/${name}`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), type);
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.match(bytes.toString('latin1'), new RegExp(`^${start}`, 's'));
      assert.equal(response.headers.get('content-length'), String(bytes.length));
    });
  }

  it('answers 404 for a file that is gone', async () => {
    const response = await fetch(`${demo.origin}/files/gone.webp`);
    assert.equal(response.status, 404);
  });
});
