import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { mostAsks, type Behaviour } from './behaviour';
import { behaviours } from './behaviours';

export const hostileDocumentFile = path.join(__dirname, '../../../docs/hostile-server.md');

const introduction = `# What a hostile or broken server can do

Each row is a behaviour of the server in \`test/support/hostileApi\`. The unit tests look a prediction up at it, and
follow one that it has answered well for before, with all of the extension but VS Code itself: they expect just
the sentence or state below, the answer before it still there, in memory and on disk, no more requests than are told,
no connection or timer left, and the key in nothing that is shown, written, or sent to anyone else.

**How often it is asked** once it is followed: ${Object.entries(mostAsks)
  .map(([asks, { count, seconds }]) => `*${asks}*, at most ${count} in the first ${seconds} s`)
  .join('; ')}.

\`npm run bench:hostile\` measures for how long each holds the extension host. \`npm run docs:hostile\` writes this file.
`;

/** The whole of it. */
export async function hostileDocument(): Promise<string> {
  const sections = Object.entries(behaviours).map(
    ([title, rows]) =>
      `## ${title}\n\n| the server | a look-up tells | asked |\n| --- | --- | --- |\n${rows.map(rowOf).join('\n')}\n`,
  );
  const config = await resolveConfig(hostileDocumentFile);
  const text = [introduction, ...sections].join('\n');
  return format(text, { ...config, parser: 'markdown' });
}

function rowOf({ does, sees, then = sees, asks }: Behaviour): string {
  const seen = then === sees ? sees : `${sees}, later ${then}`;
  const shown = seen
    .replaceAll('HOST', 'api.example.com')
    .replace(/\d{17}\w+/, '…')
    .replace(/-{20,}/, '…');
  return `| ${[does, shown, asks].map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text.replace(/[\\|<>*_]/g, '\\$&');
}
