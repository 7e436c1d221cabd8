import assert from 'node:assert/strict';
import path from 'node:path';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = path.join(__dirname, '../../..');

/** File, then what it must not hold. */
const forbidden: readonly (readonly [string, string])[] = [
  ...['prediction', 'client', 'tracking', 'library'].flatMap((layer) => [
    [`src/${layer}/made.ts`, `import 'vscode';`] as const,
    [`src/${layer}/made.ts`, `export type Made = import('vscode').Uri;`] as const,
    [`src/${layer}/made.ts`, `import '../host/settings';`] as const,
    [`src/${layer}/made.ts`, `import '../features/tree/tree';`] as const,
    [`src/${layer}/made.ts`, `import './../host/settings';`] as const,
  ]),
  ['src/features/tree/made.ts', `import { l10n } from 'vscode';`],
  ['src/features/tree/made.ts', `export const made = new Date().toLocaleString();`],
  ['src/features/tree/made.ts', `import { window } from 'vscode'; window.showErrorMessage('no');`],
  [
    'src/host/made.ts',
    `import * as vscode from 'vscode'; export const made = vscode.ProgressLocation.Notification;`,
  ],
  ['src/features/tree/made.ts', `import '../preview/preview';`],
  ['src/features/tree/made.ts', `import type { Made } from '../preview/preview';`],
  ['src/features/tree/made.ts', `export * from '../preview/preview';`],
  ['src/features/tree/made.ts', `import '../../features/preview/preview';`],
  ['src/features/tree/made.ts', `import './../preview/preview';`],
  ['src/features/tree/made.ts', `import '../../host/../features/preview/preview';`],
  ['src/features/tree/made.ts', `import '../../extension';`],
  ['src/features/tree/made.ts', `import 'node-fetch';`],
  ['src/features/tree/made.ts', `import 'vscode-languageclient';`],
  ['src/features/tree/made.ts', `export const made = import('../../client/fetch');`],
  ['src/features/tree/made.ts', `export const made = require('../preview/preview');`],
  ['src/tracking/made.ts', `import '../client/predictionClient';`],
  ['src/tracking/made.ts', `import type { ApiError } from '../client/apiError';`],
  ['src/tracking/made.ts', `import '../library/predictionLibrary';`],
  ['src/tracking/made.ts', `import 'valibot';`],
  ['src/library/made.ts', `import '../client/outputClient';`],
  ['src/library/made.ts', `import '../tracking/tracker';`],
  ['src/client/made.ts', `import '../library/archive/outputArchive';`],
  ['src/client/made.ts', `import '../tracking/tracker';`],
  ['src/client/made.ts', `import '../prediction/../library/archive/outputArchive';`],
  ['src/client/made.ts', `export const made = import('node-fetch');`],
  [
    'src/client/made.ts',
    `import made = require('../library/archive/outputArchive'); export { made };`,
  ],
  ['src/host/made.ts', `import '../features/tree/tree';`],
  ['src/host/made.ts', `import './../features/tree/tree';`],
  ['src/prediction/made.ts', `import '../client/endpoint';`],
  ['src/prediction/made.ts', `import '../tracking/clock';`],
  ['src/prediction/made.ts', `import 'node:fs';`],
  ['src/prediction/made.ts', `import 'fs';`],
  ['src/prediction/made.ts', `export { made } from '../library/storageFileName';`],
  ['src/prediction/log/made.ts', `import 'vscode';`],
  ['src/prediction/log/made.ts', `import 'valibot';`],
  ['src/prediction/log/made.ts', `import '../../client/endpoint';`],
  ['src/prediction/log/made.ts', `import type { Clock } from '../../tracking/clock';`],
  ['src/prediction/log/made.ts', `import '../../prediction/../client/endpoint';`],
  ['src/prediction/log/made.ts', `import './../../client/endpoint';`],
  ['src/prediction/log/made.ts', `import '.././../client/endpoint';`],
  ['src/library/archive/made.ts', `import 'vscode';`],
  ['src/library/archive/made.ts', `import '../../client/outputClient';`],
  ['src/library/archive/made.ts', `import '../../host/settings';`],
  ['src/library/archive/made.ts', `import '.././../client/outputClient';`],
  ['src/unheardOf/made.ts', `import 'vscode';`],
  ['src/unheardOf/made.ts', `import '../features/tree/tree';`],
  ['media/preview/made.ts', `import 'vscode';`],
  ['media/preview/made.ts', `import '../../src/features/preview/predictionView';`],
  ['media/preview/made.ts', `import '../../src/features/preview/messages/../preview';`],
  ['media/preview/made.ts', `import '../../src/prediction/prediction';`],
  ['media/preview/made.ts', `import 'node:fs';`],
];

const allowed: readonly (readonly [string, string])[] = [
  ['src/prediction/made.ts', `import './summary'; import 'valibot';`],
  ['src/prediction/made.ts', `import './log/logText';`],
  ['src/prediction/log/made.ts', `import '../displayText'; import './progress';`],
  ['src/client/made.ts', `import '../prediction/prediction'; import 'node:net';`],
  ['src/tracking/made.ts', `import '../prediction/prediction'; import './clock';`],
  ['src/library/made.ts', `import '../prediction/outputs'; import 'valibot';`],
  ['src/host/made.ts', `import 'vscode'; import '../client/endpoint'; import '../tracking/clock';`],
  ['src/features/tree/made.ts', `import 'vscode'; import '../../host/settings'; import './rows';`],
  ['src/features/tree/made.ts', `import '../../library/archive/outputArchive';`],
  ['src/library/archive/made.ts', `import '../turns'; import '../../prediction/outputs';`],
  ['src/extension.ts', `import './features/tree/tree'; export const made = import('node-fetch');`],
  ['media/preview/made.ts', `import '../../src/features/preview/messages'; import './element';`],
];

describe('the linter', () => {
  const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });

  before(async function () {
    this.timeout(20_000);
    // The first file loads the rules.
    await problemsIn(eslint, 'src/extension.ts', '');
  });

  for (const [file, code] of forbidden) {
    it(`forbids ${file} to hold: ${code}`, async () => {
      assert.notDeepEqual(await problemsIn(eslint, file, code), []);
    });
  }

  for (const [file, code] of allowed) {
    it(`allows ${file} to hold: ${code}`, async () => {
      assert.deepEqual(await problemsIn(eslint, file, code), []);
    });
  }
});

async function problemsIn(eslint: ESLint, file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path.join(root, file) });
  assert.ok(result, `${file} is not linted at all`);
  assert.ok(!result.messages.some(({ fatal }) => fatal), JSON.stringify(result.messages));
  // What is imported for nothing is not what is asked about.
  const problems = result.messages.filter(({ ruleId }) => !ruleId?.endsWith('no-unused-vars'));
  return problems.map(({ ruleId, message }) => `${String(ruleId)}: ${message}`);
}
