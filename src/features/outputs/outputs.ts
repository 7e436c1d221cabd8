import { l10n, type Disposable } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { chooseOutputs } from './chosenOutputs';
import type { OutputParts } from './outputParts';
import { OutputSaver } from './saveOutputs';

/** What a person takes along of what predictions have made. */
export function registerOutputs(parts: OutputParts): Disposable {
  const { tracker, failures, restored } = parts;
  const saver = new OutputSaver(parts);
  const choose = async (args: readonly unknown[], title: string) => {
    await restored;
    return chooseOutputs(tracker, args, title);
  };
  return registerCommands(failures, {
    'deerapi.saveOutputs': async (...args) => {
      await saver.save(await choose(args, l10n.t('Save Outputs')));
    },
  });
}
