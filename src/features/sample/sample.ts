import { commands, Uri, workspace, type Disposable } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import type { FailureMessages } from '../../host/failureMessages';
import type { Tracker } from '../../tracking/tracker';
import { sampleBaseUrl, sampleId } from './sampleRun';
import type { SampleSource } from './sampleSource';

export interface SampleParts {
  readonly tracker: Tracker;
  readonly source: SampleSource;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

const surfaces = [
  '_deerapi.showState',
  '_deerapi.reveal',
  '_deerapi.showChannel',
  'deerapi.preview',
];
const imageNames = ['lake-1.webp', 'lake-2.webp'];

/** A prediction that the extension carries, to see every surface at work without a key. */
export function registerSample({ tracker, source, failures, restored }: SampleParts): Disposable {
  return registerCommands(failures, {
    'deerapi.showSample': async () => {
      await restored;
      // One that has ended would stay as it was.
      await tracker.untrack([sampleId]);
      source.start();
      await tracker.lookUp(sampleId, new AbortController().signal, sampleBaseUrl);
      for (const surface of surfaces) await commands.executeCommand(surface, sampleId);
    },
  });
}

/** The images of the sample, from the extension's own folder. */
export async function readSampleImages(extensionUri: Uri): Promise<string[]> {
  const folder = Uri.joinPath(extensionUri, 'media', 'sample');
  return Promise.all(
    imageNames.map(async (name) => {
      const bytes = await workspace.fs.readFile(Uri.joinPath(folder, name));
      return `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
    }),
  );
}
