import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../vscode/cacheFolder';
import { bundleOf, messagesIn } from './messages';
import { sourcesIn } from './sources';

/** Writes the bundle of the English messages, and says which ones other languages lack or keep for nothing. */
const folder = path.join(projectFolder, 'l10n');
const bundle = bundleOf(messagesIn(sourcesIn('src')));
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'bundle.l10n.json'), `${JSON.stringify(bundle, undefined, 2)}\n`);
