import path from 'node:path';

import { Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';

import { l10n } from '../../host/localization';
import { UserError } from '../../host/userError';
import { fileTypeOfPath } from '../../prediction/fileType';
import type { ChosenOutput } from './chosenOutputs';
import { altText, markdownJson, markdownLink } from './markdown';
import { checkedPattern } from './namePatternSetting';
import { stemBy, titleOf } from './outputFile';
import type { FetchedOutput, OutputFetcher } from './outputFetcher';
import type { OutputParts } from './outputParts';
import { targetEditor } from './targetEditor';
import { writeOnce } from './writeFile';

/**
 * Writes outputs as Markdown at the cursor. Their files are copied beside the document, as VS Code does
 * with an image that is pasted: there the document finds them after the archive has let go of them.
 * @throws UserError where there is no document to insert into.
 */
export async function insertMarkdown(
  chosen: readonly ChosenOutput[],
  fetcher: OutputFetcher,
  settings: OutputParts['settings'],
): Promise<void> {
  if (chosen.length === 0) return;
  const editor = targetEditor();
  const pattern = checkedPattern(settings.outputFileName);
  if (editor.document.isUntitled && chosen.some(isFile)) {
    throw new UserError(
      l10n.t('Save the document first: the files of outputs are copied into a folder beside it.'),
    );
  }
  const fetched = await fetcher.fetch(chosen);
  if (fetched.length === 0) return;
  const pieces: string[] = [];
  for (const each of fetched) pieces.push(await markdownOf(each, editor.document, pattern));
  await insert(editor, pieces.join('\n\n'));
}

function isFile({ output }: ChosenOutput): boolean {
  return output.source.type === 'url' || output.source.type === 'data';
}

async function markdownOf(
  { chosen, file }: FetchedOutput,
  document: TextDocument,
  pattern: string,
): Promise<string> {
  const { source } = chosen.output;
  if (source.type === 'json') return markdownJson(source.value);
  if (source.type === 'text') return source.text;
  const { kind } = fileTypeOfPath(`.${file.extension}`);
  const folderName = kind === 'image' ? 'images' : 'files';
  const folder = Uri.joinPath(document.uri, '..', folderName);
  await workspace.fs.createDirectory(folder);
  const copy = await writeOnce(file, folder, stemBy(pattern, chosen));
  const name = path.posix.basename(copy.path);
  const words = kind === 'image' ? altText(chosen.tracked.whole.prediction) : titleOf(chosen);
  return markdownLink(kind, words, `${folderName}/${name}`);
}

async function insert(editor: TextEditor, text: string): Promise<void> {
  const isInserted = await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
  const name = path.posix.basename(editor.document.uri.path);
  if (!isInserted) {
    throw new UserError(l10n.t('{0} could not be changed: check that it is not read-only.', name));
  }
  await window.showTextDocument(editor.document, editor.viewColumn);
}
