import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

import { unzipSync } from 'fflate';

import { packagedExtension } from '../support/vscode/vsix';

const kilobyte = 1024;
const nodeRequire = createRequire(__filename);

/** What a CommonJS file is to Node. */
type Evaluate = (require: (id: string) => unknown, module: object, exports: object) => void;

/** Whatever is added to the package is added here on purpose. */
const expectedFiles = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/ThirdPartyNotices.txt',
  'extension/changelog.md',
  'extension/dist/extension.js',
  'extension/dist/mcpServer.js',
  'extension/dist/nodeFetch.js',
  'extension/dist/preview.css',
  'extension/dist/preview.js',
  'extension/dist/referenceThread.js',
  'extension/l10n/bundle.l10n.json',
  'extension/l10n/bundle.l10n.zh-cn.json',
  'extension/media/deerapi-dark.svg',
  'extension/media/deerapi-light.svg',
  'extension/media/deerapi.svg',
  'extension/media/icon.png',
  'extension/media/log/deerapi-log.tmLanguage.json',
  'extension/media/sample/lake-1.webp',
  'extension/media/sample/lake-2.webp',
  'extension/media/summary/summary.css',
  'extension/media/walkthrough/key-dark.webp',
  'extension/media/walkthrough/key-light.webp',
  'extension/media/walkthrough/lookUp-dark.webp',
  'extension/media/walkthrough/lookUp-light.webp',
  'extension/media/walkthrough/outputs-dark.webp',
  'extension/media/walkthrough/outputs-light.webp',
  'extension/media/walkthrough/track-dark.webp',
  'extension/media/walkthrough/track-light.webp',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/package.nls.zh-cn.json',
  'extension/readme.md',
];

describe('The package', () => {
  const files = unzipSync(readFileSync(packagedExtension));

  it('holds just what it should', () => {
    assert.deepEqual(Object.keys(files).sort(), [...expectedFiles].sort());
  });

  it('is small, and so is the bundle that VS Code loads', () => {
    const sizes = [
      { name: 'dist/extension.js', bytes: files['extension/dist/extension.js']?.length, most: 300 },
      { name: 'dist/mcpServer.js', bytes: files['extension/dist/mcpServer.js']?.length, most: 110 },
      { name: 'dist/preview.js', bytes: files['extension/dist/preview.js']?.length, most: 150 },
      {
        name: path.basename(packagedExtension),
        bytes: statSync(packagedExtension).size,
        most: 700,
      },
    ];
    for (const { name, bytes = Infinity, most } of sizes) {
      console.log(`      ${name}: ${(bytes / kilobyte).toFixed(1)} KB of at most ${most} KB`);
      assert.ok(bytes <= most * kilobyte, `${name} is larger than ${most} KB`);
    }
  });

  it('has a README without pictures and files that VS Code’s page of it could not show', () => {
    const text = Buffer.from(files['extension/readme.md'] ?? []).toString();
    const targets = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target ?? '');
    assert.ok(targets.length > 0);
    assert.deepEqual(
      targets.filter((target) => !target.startsWith('https://')),
      [],
    );
    assert.match(text, /\n## License\n\nMIT\n/);
    assert.match(
      text,
      /^# DeerAPI Predictions\n\nYou /,
      'it begins without the name of another language',
    );
  });

  it('loads node-fetch at the first request only', () => {
    const bundle = Buffer.from(files['extension/dist/extension.js'] ?? []).toString();
    const asked: string[] = [];
    const require = (id: string): unknown => {
      asked.push(id);
      return id === 'vscode' ? {} : nodeRequire(id);
    };
    const evaluate = vm.runInThisContext(
      `(function (require, module, exports) {${bundle}\n})`,
    ) as Evaluate;
    evaluate(require, { exports: {} }, {});
    assert.ok(asked.includes('vscode'));
    assert.ok(!asked.includes('./nodeFetch') && !asked.includes('node:https'));
  });
});
