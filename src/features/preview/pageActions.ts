import { commands, env, Uri } from 'vscode';

import { l10n } from '../../host/localization';
import { isAgreed, showMessage } from '../../host/messages';
import { failureText } from '../../prediction/failureReason';
import type { Output } from '../../prediction/outputs';
import type { Prediction } from '../../prediction/prediction';
import { copyText, detailText } from './details';
import { rowsUnder, valueAt } from './jsonRows';
import type { FromPage, ToPage } from './messages';
import type { OutputFiles } from './outputFiles';
import type { ShownOutputs } from './shownOutputs';

/** What a person does in the page of a prediction. */
export type PageAction = Exclude<FromPage, { type: 'ready' | 'showPreview' }>;

type OutputAction = Extract<PageAction, { index: number }>;

/** What the page shows as the person acts. */
export interface ActedOn {
  readonly id: string;
  readonly prediction: Prediction;
  readonly outputs: readonly Output[];
  readonly files: OutputFiles;
  readonly shownOutputs: ShownOutputs;
  readonly send: (message: ToPage) => void;
  readonly setPinned: (isPinned: boolean) => void;
  /** Told of failures that are the extension's own. */
  readonly report: (failure: unknown) => void;
}

export function actOnPage(message: PageAction, shown: ActedOn): void {
  const { id, prediction, outputs } = shown;
  switch (message.type) {
    case 'showLog':
      run(shown, 'deerapi.showLog', id);
      return;
    case 'openJson':
      run(shown, 'deerapi.openJson', id);
      return;
    case 'saveOutputs':
      run(shown, 'deerapi.saveOutputs', id);
      return;
    case 'retryOutputs':
      shown.files.retry(outputs);
      return;
    case 'setPinned':
      shown.setPinned(message.isPinned);
      return;
    case 'copyField':
      copy(shown, detailText(prediction, message, l10n));
      return;
    case 'copyError':
      copy(shown, failureText(prediction));
      return;
    case 'openOutput':
    case 'openExternally':
    case 'saveOutput':
    case 'copyUrl':
    case 'imageNotCopied':
    case 'cancelOutput':
    case 'copyOutput':
    case 'copyJson':
    case 'expandJson': {
      const output = outputs[message.index];
      if (output !== undefined) actOnOutput(message, output, shown);
    }
  }
}

function actOnOutput(message: OutputAction, output: Output, shown: ActedOn): void {
  const { id, files, shownOutputs } = shown;
  switch (message.type) {
    case 'openOutput':
      run(shown, 'deerapi.openOutput', id, message.index);
      return;
    case 'openExternally':
      openExternally(files.pathOf(output)).then(undefined, shown.report);
      return;
    case 'saveOutput':
      run(shown, 'deerapi.saveOutputs', id, message.index);
      return;
    case 'copyUrl':
      run(shown, 'deerapi.copyOutputUrl', id, message.index);
      return;
    case 'imageNotCopied':
      offerPath(message.index, shown);
      return;
    case 'cancelOutput':
      files.cancel(output);
      return;
    case 'copyOutput':
      copy(shown, shownOutputs.textOf(output));
      return;
    case 'copyJson':
      copy(shown, copyText(valueAt(shownOutputs.jsonOf(output), message.path)));
      return;
    case 'expandJson': {
      const { index, path, from } = message;
      const rows = rowsUnder(valueAt(shownOutputs.jsonOf(output), path), from);
      shown.send({ type: 'jsonRows', id, index, path, rows });
    }
  }
}

function run({ report }: ActedOn, command: string, ...args: readonly unknown[]): void {
  commands.executeCommand(command, ...args).then(undefined, report);
}

/** What a browser may run is opened only after a question: whoever wrote it is not known. */
async function openExternally(path: string | undefined): Promise<void> {
  if (path === undefined || (mayRun.test(path) && !(await mayBeOpened()))) return;
  await env.openExternal(Uri.file(path));
}

const mayRun = /\.(?:html|svg)$/;

function mayBeOpened(): Promise<boolean> {
  const detail = l10n.t('It may hold scripts, which your browser would run.');
  const question = l10n.t('Open this file in another program?');
  return isAgreed('warning', { question, detail, proceed: l10n.t('Open') });
}

function copy({ send, report }: ActedOn, text: string | undefined): void {
  if (text === undefined) return;
  env.clipboard.writeText(text).then(() => {
    send({ type: 'copied' });
  }, report);
}

/** The clipboard of VS Code takes text alone, and that of the page was refused. */
function offerPath(index: number, shown: ActedOn): void {
  const copyPath = l10n.t('Copy Output Path');
  const sentence = l10n.t('The image could not be copied: copy the path of its file instead.');
  void showMessage('error', sentence, copyPath).then((chosen) => {
    if (chosen === copyPath) run(shown, 'deerapi.copyOutputPath', shown.id, index);
  });
}
