import { access } from 'node:fs/promises';

import type { Uri } from 'vscode';

import { listOutputs } from '../prediction/outputs';
import type { Tracker } from '../tracking/tracker';
import { iconFileOf, type KnownFiles } from './keptFiles';

/** The first of a prediction's images that is on disk and small enough for an icon. */
export async function findFirstImage(
  id: string,
  tracker: Pick<Tracker, 'open'>,
  files: KnownFiles,
): Promise<Uri | undefined> {
  // Its answer, which may be large, is not read for nothing.
  if (!(await isThere(files.folderOf(id)))) return undefined;
  const opened = await tracker.open(id);
  if (opened === undefined) return undefined;
  await files.look(id);
  for (const output of listOutputs(opened.whole.prediction.output).outputs) {
    const image = iconFileOf(files, id, output);
    if (image !== undefined) return image;
  }
  return undefined;
}

function isThere(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
