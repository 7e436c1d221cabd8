import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectText } from '../../support/projectFiles';
import { projectFolder } from '../../support/vscode/cacheFolder';

interface Manifest {
  readonly version: string;
  readonly keywords: readonly string[];
  readonly license: string;
  readonly qna: string;
  readonly icon: string;
  readonly galleryBanner: { readonly color: string; readonly theme: string };
}

const manifest = JSON.parse(projectText('package.json')) as Manifest; // vsce checks its shape

describe('the page in the marketplace', () => {
  it('has an icon, a banner, a license, a place for questions, and five keywords at most', () => {
    const png = readFileSync(path.join(projectFolder, manifest.icon));
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/);
    assert.equal(manifest.galleryBanner.theme, 'dark');
    assert.match(projectText('LICENSE'), new RegExp(`^${manifest.license} License`));
    assert.equal(manifest.qna, 'marketplace');
    assert.ok(manifest.keywords.length <= 5);
  });

  it('has a changelog that begins with this version, or with what is not released yet', () => {
    assert.match(
      projectText('CHANGELOG.md'),
      new RegExp(`^## \\[(?:Unreleased|${manifest.version})\\]`, 'm'),
    );
  });
});
