import { env, window } from 'vscode';

import { l10n } from '../../host/localization';
import { UserError } from '../../host/userError';
import type { ChosenOutput } from './chosenOutputs';
import type { OutputFetcher } from './outputFetcher';

const hour = 3_600_000;
const shownForMs = 8000;

/** Copies the addresses, one a line, and says how long they are good for. */
export async function copyUrls(chosen: readonly ChosenOutput[]): Promise<void> {
  if (chosen.length === 0) return;
  const found = chosen.flatMap(({ tracked, output: { source } }) =>
    source.type === 'url' ? [{ url: source.url, endedAt: tracked.brief.completedAt }] : [],
  );
  if (found.length === 0) {
    throw new UserError(
      l10n.t('There is no URL: this output came inside the answer. Save it instead.'),
      [saveInstead(chosen)],
    );
  }
  await env.clipboard.writeText(found.map(({ url }) => url).join('\n'));
  const copied =
    found.length === 1 ? l10n.t('URL copied.') : l10n.t('{0} URLs copied.', found.length);
  const isOld = found.some(({ endedAt }) => endedAt !== undefined && Date.now() - endedAt > hour);
  const note = isOld
    ? l10n.t('The server has probably deleted the file: that happens an hour after the end.')
    : l10n.t('The server deletes the file an hour after the end.');
  window.setStatusBarMessage(`${copied} ${note}`, shownForMs);
}

/** Copies where the files are on disk, one a line. */
export async function copyPaths(
  chosen: readonly ChosenOutput[],
  fetcher: OutputFetcher,
): Promise<void> {
  if (chosen.length === 0) return;
  const files = chosen.filter(
    ({ output: { source } }) => source.type === 'url' || source.type === 'data',
  );
  if (files.length === 0) {
    throw new UserError(
      l10n.t('There is no file: this output is a text in the answer. Save it instead.'),
      [saveInstead(chosen)],
    );
  }
  const fetched = await fetcher.fetch(files);
  const paths = fetched.flatMap(({ file: { bytes } }) =>
    bytes.type === 'file' ? [bytes.path] : [],
  );
  if (paths.length === 0) return;
  await env.clipboard.writeText(paths.join('\n'));
  const copied =
    paths.length === 1 ? l10n.t('Path copied.') : l10n.t('{0} paths copied.', paths.length);
  window.setStatusBarMessage(copied, shownForMs);
}

function saveInstead(chosen: readonly ChosenOutput[]): UserError['remedies'][number] {
  const [first] = chosen;
  const isOne = chosen.length === 1;
  return {
    title: l10n.t('Save Outputs…'),
    command: 'deerapi.saveOutputs',
    arguments: [first?.tracked.id, isOne ? first?.index : undefined],
  };
}
