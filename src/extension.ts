import path from 'node:path';

import type { ExtensionContext } from 'vscode';

import { isLoopback } from './client/endpoint';
import type { Fetch } from './client/fetch';
import { OutputClient } from './client/outputClient';
import type { RequestOutput } from './client/outputRequest';
import { PredictionClient } from './client/predictionClient';
import { RequestGate } from './client/requestGate';
import { registerAgents } from './features/agents/agents';
import { registerApiKeyCommands } from './features/apiKey/apiKeyCommands';
import { registerDownloads } from './features/downloads/downloads';
import { registerEndpoints } from './features/endpoints/endpoints';
import { registerJson } from './features/json/json';
import { registerLog } from './features/log/log';
import { registerLookUp } from './features/lookUp/lookUp';
import { registerManage } from './features/manage/manage';
import { registerMentions } from './features/mentions/mentions';
import { registerNotifications } from './features/notifications/notifications';
import { registerOutputs } from './features/outputs/outputs';
import { registerPreview } from './features/preview/preview';
import { readSampleImages, registerSample } from './features/sample/sample';
import { sampleId } from './features/sample/sampleRun';
import { SampleSource } from './features/sample/sampleSource';
import { registerStatusBar } from './features/statusBar/statusBar';
import { registerSummary } from './features/summary/summary';
import { registerTrack } from './features/track/track';
import { registerTree } from './features/tree/tree';
import { registerWalkthrough } from './features/walkthrough/walkthrough';
import { ApiKeys } from './host/apiKeys';
import { takeTurnsAsking } from './host/askingTurns';
import { Attention } from './host/attention';
import { DisposableStore } from './host/disposableStore';
import { EndpointSource } from './host/endpointSource';
import { FailureMessages } from './host/failureMessages';
import { LibraryMessages } from './host/libraryMessages';
import { LogChannel } from './host/logChannel';
import { keepOutputs } from './host/outputKeeping';
import { OnDemand } from './host/onDemand';
import { ReadOnlyDocuments } from './host/readOnlyDocuments';
import { Settings } from './host/settings';
import { OutputArchive } from './library/archive/outputArchive';
import { PredictionLibrary } from './library/predictionLibrary';
import { systemClock } from './tracking/clock';
import { Tracker } from './tracking/tracker';

/** Of one output file. */
const outputLimits = { maxBytes: 1024 ** 3, idleSeconds: 30, maxSeconds: 3600 };
/** To one API at the same time. */
const requestsInFlight = 6;

export function activate(context: ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);

  const channel = store.add(new LogChannel());
  const failures = new FailureMessages(channel);
  const report = (problem: unknown) => {
    channel.report(problem);
  };
  const settings = store.add(new Settings(process.env));
  const keys = new ApiKeys(context.secrets, process.env);
  const attention = store.add(new Attention());
  const documents = store.add(new ReadOnlyDocuments());
  const clock = systemClock;
  const { random } = Math;

  const gate = store.add(
    new RequestGate({
      clock,
      random,
      limits: () => ({
        inFlight: requestsInFlight,
        perMinute: settings.polling.requestsPerMinute,
      }),
    }),
  );
  const client = new PredictionClient(fetch);
  const { extensionUri, globalState: memento } = context;
  const endpoints = new EndpointSource({ client, gate, settings, keys, clock, random });
  const source = new SampleSource(endpoints, clock, () => readSampleImages(extensionUri));

  const threadFile = context.asAbsolutePath(path.join('dist', 'referenceThread.js'));
  const storage = context.globalStorageUri.fsPath;
  const { reports } = new LibraryMessages(channel);
  const library = store.add(new PredictionLibrary(path.join(storage, 'library'), reports));
  const tracker = store.add(
    new Tracker({
      source,
      store: library,
      clock,
      random,
      isWatched: (id) => attention.isWatched(id),
      reportBug: report,
      get polling() {
        return settings.polling;
      },
    }),
  );
  const outputs = new OutputClient(requestOutput);
  const archive = store.add(
    new OutputArchive({
      folder: path.join(storage, 'outputs'),
      openUrl: ({ url, id, signal, resume }) => {
        const endpoint = tracker.get(id)?.baseUrl;
        const mayBeLocal = endpoint !== undefined && isLoopback(new URL(endpoint).hostname);
        return outputs.open(url, { ...outputLimits, signal, resume, mayBeLocal });
      },
      report: reports,
      maxBytes: () => settings.maxOutputBytes,
      isKnown: (name) => library.isKnown(name),
    }),
  );

  const restored = new OnDemand(() => restore(tracker).catch(report));
  const isWanted = () => settings.keepsOutputs;
  store.add(keepOutputs({ tracker, archive, isWanted, restored: restored.done, report }));
  store.add(registerDownloads({ archive, failures }));
  store.add(registerWalkthrough({ tracker, archive, sampleId }));
  store.add(takeTurnsAsking({ tracker, attention, clock, folder: storage, report: reports }));
  store.add(registerTree({ tracker, attention, memento, files: archive, failures, restored }));
  store.add(registerStatusBar({ tracker, failures }));
  store.add(
    registerLog({ tracker, channel, documents, attention, settings, clock, failures, restored }),
  );
  store.add(
    registerPreview({ tracker, attention, archive, extensionUri, channel, failures, restored }),
  );
  store.add(registerMentions({ tracker, files: archive, restored, report }));
  store.add(registerNotifications({ tracker, settings, attention, clock, report }));
  store.add(registerJson({ tracker, documents, failures, restored }));
  store.add(
    registerOutputs({ tracker, archive, settings, documents, channel, failures, restored }),
  );
  store.add(registerManage({ tracker, failures, restored }));
  store.add(registerApiKeyCommands({ tracker, keys, settings, source: endpoints, failures }));
  store.add(registerEndpoints({ settings, keys, failures }));
  store.add(registerAgents({ context, tracker, archive, settings, restored, report }));
  store.add(registerLookUp({ tracker, keys, settings, failures, restored }));
  store.add(registerSummary({ tracker, clock, extensionUri, failures, restored }));
  store.add(registerSample({ tracker, source, failures, restored }));
  store.add(registerTrack({ tracker, keys, settings, documents, failures, threadFile, restored }));
}

/** How long it takes can be read in the developer tools, and by the benchmark. */
async function restore(tracker: Tracker): Promise<void> {
  const start = performance.now();
  await tracker.restore();
  performance.measure('deerapi/restore', { start });
}

/** Loaded with the first request: they would slow the start. */
const requestOutput: RequestOutput = async (url, init) => {
  const { requestOutput: request } = await import('./nodeFetch');
  return request(url, init);
};

const fetch: Fetch = async (url, init) => {
  const { default: nodeFetch } = await import('./nodeFetch');
  return nodeFetch(url, init);
};
