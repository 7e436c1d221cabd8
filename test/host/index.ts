import { readdirSync } from 'node:fs';
import path from 'node:path';

import Mocha from 'mocha';

import '../support/unhandledRejections';

/** Runs every `*.test.js` beside this file inside the extension host. */
export function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 20_000, color: true });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed.`));
    });
  });
}
