import path from 'node:path';

import type { ExtensionContext } from 'vscode';

import { isLoopback } from './client/endpoint';
import type { Fetch } from './client/fetch';
import { OutputClient } from './client/outputClient';
import { PredictionClient } from './client/predictionClient';
import { registerApiKeyCommands } from './features/apiKey/apiKeyCommands';
import { registerLog } from './features/log/log';
import { registerLookUp } from './features/lookUp/lookUp';
import { registerManage } from './features/manage/manage';
import { registerPreview } from './features/preview/preview';
import { registerStatusBar } from './features/statusBar/statusBar';
import { registerTree } from './features/tree/tree';
import { ApiKeys } from './host/apiKeys';
import { DisposableStore } from './host/disposableStore';
import { EndpointSource } from './host/endpointSource';
import { FailureMessages } from './host/failureMessages';
import { LogChannel } from './host/logChannel';
import { Settings } from './host/settings';
import { OutputArchive } from './library/outputArchive';
import { PredictionLibrary } from './library/predictionLibrary';
import { systemClock } from './tracking/clock';
import { Tracker } from './tracking/tracker';

/** Bytes of one output file. */
const maxOutputBytes = 1024 ** 3;
const idleSeconds = 30;

export function activate(context: ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);

  const channel = store.add(new LogChannel());
  const failures = new FailureMessages(channel);
  const settings = new Settings(process.env);
  const keys = new ApiKeys(context.secrets, process.env);
  const source = new EndpointSource(new PredictionClient(fetch), settings, keys);

  const { extensionUri } = context;
  const storage = context.globalStorageUri.fsPath;
  const library = new PredictionLibrary(path.join(storage, 'predictions'), (report) => {
    channel.report(report);
  });
  const tracker = store.add(
    new Tracker({
      source,
      store: library,
      clock: systemClock,
      random: Math.random,
      reportBug: (error) => {
        channel.report(error);
      },
      get intervals() {
        return settings.pollingIntervals;
      },
    }),
  );
  const outputs = new OutputClient(fetch);
  const archive = new OutputArchive(path.join(storage, 'outputs'), ({ url, id, signal }) => {
    const endpoint = tracker.get(id)?.baseUrl;
    const mayBeLocal = endpoint !== undefined && isLoopback(new URL(endpoint).hostname);
    return outputs.open(url, { signal, mayBeLocal, maxBytes: maxOutputBytes, idleSeconds });
  });

  const restored = Promise.resolve().then(() => tracker.restore());
  store.add(registerTree({ tracker, failures, restored }));
  store.add(registerStatusBar({ tracker, failures }));
  store.add(registerLog({ tracker, channel, failures, restored }));
  store.add(registerPreview({ tracker, archive, extensionUri, channel, failures, restored }));
  store.add(registerManage({ tracker, failures, restored }));
  store.add(registerApiKeyCommands({ tracker, keys, settings, source, failures }));
  store.add(registerLookUp({ tracker, keys, settings, failures, restored }));
}

/** Evaluated at the first request: it would slow the start. */
const fetch: Fetch = async (url, init) => {
  const { default: nodeFetch } = await import('node-fetch');
  return nodeFetch(url, init);
};
