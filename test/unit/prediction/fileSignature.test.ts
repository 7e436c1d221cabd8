import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
  claimedFileType,
  fileTypeOfBytes,
  signatureLength,
} from '../../../src/prediction/fileSignature';
import { fileTypeOfPath, unknownFileType } from '../../../src/prediction/fileType';

const folder = path.join(__dirname, '../../fixtures/media');
const fixtures = readdirSync(folder).filter((name) => !/\.py$|^README/.test(name));
/** Told by their name alone, as nothing in them says what they are. */
const unmarked = ['md', 'srt', 'csv', 'obj', 'txt'];

describe('a file', () => {
  for (const name of fixtures) {
    const start = readFileSync(path.join(folder, name)).subarray(0, signatureLength);
    const real = fileTypeOfPath(name);

    it(`like ${name} is what it is by its name and its bytes`, () => {
      assert.notEqual(real, unknownFileType);
      assert.equal(fileTypeOfBytes(start, real).extension, real.extension);
    });

    if (unmarked.includes(real.extension)) continue;
    it(`like ${name} is known by its bytes alone, and whatever it is said to be`, () => {
      for (const claim of ['.png', '.mp4', '.bin', '.txt', '.glb']) {
        const { kind } = fileTypeOfBytes(start, fileTypeOfPath(claim));
        // Its text does not say that it is JSON where it is said to be text.
        if (real.kind === 'json' && claim === '.txt') continue;
        assert.equal(kind, real.kind, claim);
      }
    });
  }

  it('is there of every kind that real predictions make', () => {
    const endings = new Set(fixtures.map((name) => name.slice(name.lastIndexOf('.') + 1)));
    const known =
      'png webp jpg mp4 wav mp3 zip gif json glb tar md ply mid npy txt srt svg obj pdf html pptx';
    for (const ending of known.split(' ')) assert.ok(endings.has(ending), ending);
  });

  for (const [bytes, claim, ending] of [
    ['\x00\x00\x00\x1cftypavif', '.png', 'avif'],
    ['\x00\x00\x00\x14ftypqt  ', '.mp4', 'mov'],
    ['\x00\x00\x00\x1cftypM4A ', '.mp4', 'm4a'],
    ['BM\x36\x00\x0c\x00\x00\x00\x00\x00', '', 'bmp'],
    ['BMW is a car, and this is a text', '.bmp', 'txt'],
    ['OggS', '.mp3', 'ogg'],
    ['fLaC', '', 'flac'],
    ['solid cube\nfacet normal 0 0 0\n', '.stl', 'stl'],
    ['\x00\x01\x02', '.stl', 'stl'],
    ['\x00\x01\x02', '.png', 'bin'],
    ['<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns=""/>', '.png', 'svg'],
    ['<html><body>Not here</body></html>', '.png', 'html'],
    ['\ufeff<!DOCTYPE html>', '.json', 'html'],
    ['{"a": 1}', '', 'json'],
    ['[1, 2]', '.png', 'json'],
    ['[verse] la la', '', 'txt'],
    ['\u001b[32mok\u001b[0m', '', 'txt'],
    ['', '.txt', 'txt'],
    ['鹿'.repeat(1366).slice(0, 1366), '', 'txt'],
  ] as const) {
    const text = bytes.length > 50 ? `${bytes.slice(0, 50)}…` : bytes;
    it(`that begins with ${JSON.stringify(text)} and is called “${claim}” is ${ending}`, () => {
      const isText = /[\u0100-\uffff]/.test(bytes);
      const start = Buffer.from(bytes, isText ? 'utf8' : 'latin1').subarray(0, signatureLength);
      assert.equal(fileTypeOfBytes(start, fileTypeOfPath(claim)).extension, ending);
    });
  }

  it('is what its server says rather than what its name says, unless that is vague', () => {
    assert.equal(claimedFileType('/a.png', 'text/html; charset=utf-8').extension, 'html');
    assert.equal(claimedFileType('/a.srt', 'text/plain').extension, 'srt');
    assert.equal(claimedFileType('/a.npy', 'application/octet-stream').extension, 'npy');
    assert.equal(claimedFileType('/a', 'text/plain').extension, 'txt');
    assert.equal(claimedFileType('/a', ''), unknownFileType);
  });
});
