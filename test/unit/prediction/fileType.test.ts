import assert from 'node:assert/strict';

import { fileTypeOfMediaType, fileTypeOfPath } from '../../../src/prediction/fileType';

describe('the type of a file', () => {
  for (const [path, kind] of [
    ['/out-0.webp', 'image'],
    ['/OUT.PNG', 'image'],
    ['/a.b.jpeg', 'image'],
    ['/badge.svg', 'image'],
    ['/film.mp4', 'video'],
    ['/chime.wav', 'audio'],
    ['/cube.glb', 'model'],
    ['/story.md', 'text'],
    ['/objects.json', 'json'],
    ['/page.html', 'document'],
    ['/weights.tar', 'archive'],
    ['/array.npy', 'other'],
    ['/run.exe', 'other'],
    ['/out', 'other'],
    ['/png', 'other'],
    ['/.png/', 'other'],
    ['', 'other'],
  ] as const) {
    it(`is ${kind} for ${path}`, () => {
      assert.equal(fileTypeOfPath(path).kind, kind);
    });
  }

  for (const [mediaType, extension] of [
    ['image/png', 'png'],
    ['image/jpeg', 'jpg'],
    ['Image/WebP; q=1', 'webp'],
    [' text/plain ;charset=utf-8', 'txt'],
    ['audio/x-wav', 'wav'],
    ['application/octet-stream', 'bin'],
    ['x/unheard-of', 'bin'],
    ['', 'bin'],
  ] as const) {
    it(`has the ending .${extension} for “${mediaType}”`, () => {
      assert.equal(fileTypeOfMediaType(mediaType).extension, extension);
    });
  }
});
