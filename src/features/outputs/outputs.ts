import type { Disposable } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { l10n } from '../../host/localization';
import { chooseOutput, chooseOutputs } from './chosenOutputs';
import { copyPaths, copyUrls } from './copyOutputs';
import { insertMarkdown } from './insertMarkdown';
import { OutputOpener } from './openOutput';
import { OutputFetcher } from './outputFetcher';
import type { OutputParts } from './outputParts';
import { OutputSaver } from './saveOutputs';

/** What a person takes along of what predictions have made. */
export function registerOutputs(parts: OutputParts): Disposable {
  const { tracker, documents, settings, failures, restored } = parts;
  const fetcher = new OutputFetcher(parts);
  const saver = new OutputSaver(parts, fetcher);
  const opener = new OutputOpener(fetcher, documents, tracker, restored);
  const choose = async (args: readonly unknown[], title: string) => {
    await restored;
    return chooseOutputs(tracker, args, title);
  };
  return registerCommands(failures, {
    'deerapi.saveOutputs': async (...args) => {
      await saver.save(await choose(args, l10n.t('Save Outputs')));
    },
    'deerapi.copyOutputUrl': async (...args) => {
      await copyUrls(await choose(args, l10n.t('Copy Output URL')));
    },
    'deerapi.copyOutputPath': async (...args) => {
      await copyPaths(await choose(args, l10n.t('Copy Output Path')), fetcher);
    },
    'deerapi.insertMarkdown': async (...args) => {
      await insertMarkdown(await choose(args, l10n.t('Insert as Markdown')), fetcher, settings);
    },
    'deerapi.openOutput': async (...args) => {
      await restored;
      const chosen = await chooseOutput(tracker, args, l10n.t('Open in Editor'));
      if (chosen !== undefined) await opener.open(chosen);
    },
  });
}
