import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../vscode/cacheFolder';
import { bundleOf, extensionMessages } from './messages';

/** Writes the bundle of the English messages, which translators start from. */
const folder = path.join(projectFolder, 'l10n');
mkdirSync(folder, { recursive: true });
const bundle = JSON.stringify(bundleOf(extensionMessages()), undefined, 2);
writeFileSync(path.join(folder, 'bundle.l10n.json'), `${bundle}\n`);
