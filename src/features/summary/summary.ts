import { Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { nothingTracked } from '../../host/predictionArguments';
import { isTerminal } from '../../prediction/prediction';
import type { Clock } from '../../tracking/clock';
import type { Tracker } from '../../tracking/tracker';
import { statisticsOf } from './statistics';
import { summaryCsv } from './summaryCsv';
import { summaryPage } from './summaryPage';

export interface SummaryParts {
  readonly tracker: Tracker;
  readonly clock: Clock;
  readonly extensionUri: Uri;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

/** Milliseconds between two changes of what a person may be reading. */
const pace = 5000;

/** A tab of what all tracked predictions tell together, and their numbers as CSV. */
export function registerSummary(parts: SummaryParts): DisposableStore {
  const { tracker, clock, failures, restored } = parts;
  const store = new DisposableStore();
  let panel: WebviewPanel | undefined;
  let timer: { dispose(): void } | undefined;
  const paint = () => {
    timer?.dispose();
    timer = undefined;
    if (panel?.visible === true) fill(panel, parts);
  };
  const open = () => {
    const opened = createPanel(parts.extensionUri);
    opened.onDidDispose(() => {
      panel = undefined;
    });
    opened.onDidChangeViewState(paint);
    return opened;
  };
  store.add({
    dispose: () => {
      timer?.dispose();
      panel?.dispose();
    },
  });
  store.add(
    tracker.onDidChange((changes) => {
      const isNews = ({ before, after }: (typeof changes)[number]) =>
        before === undefined ||
        after === undefined ||
        isTerminal(before.brief) !== isTerminal(after.brief);
      if (panel !== undefined && changes.some(isNews)) timer ??= clock.after(pace, paint);
    }),
  );
  store.add(
    registerCommands(failures, {
      'deerapi.showSummary': async () => {
        await restored;
        panel ??= open();
        panel.reveal();
        fill(panel, parts);
      },
      'deerapi.exportSummary': async () => {
        await restored;
        await exportCsv(tracker);
      },
    }),
  );
  return store;
}

function createPanel(extensionUri: Uri): WebviewPanel {
  const media = (name: string) => Uri.joinPath(extensionUri, 'media', name);
  const panel = window.createWebviewPanel(
    'deerapi.summary',
    l10n.t('Summary of Predictions'),
    ViewColumn.Active,
    { enableScripts: false, localResourceRoots: [media('summary')] },
  );
  panel.iconPath = { light: media('deerapi-light.svg'), dark: media('deerapi-dark.svg') };
  return panel;
}

function fill({ webview }: WebviewPanel, { tracker, extensionUri }: SummaryParts): void {
  const style = Uri.joinPath(extensionUri, 'media', 'summary', 'summary.css');
  const statistics = statisticsOf(tracker.list.map(({ brief }) => brief));
  webview.html = summaryPage(
    {
      statistics,
      style: webview.asWebviewUri(style).toString(),
      cspSource: webview.cspSource,
    },
    l10n,
  );
}

async function exportCsv(tracker: Tracker): Promise<void> {
  if (tracker.size === 0) throw nothingTracked();
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: l10n.t('Export as CSV'),
    filters: { CSV: ['csv'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, 'predictions.csv') }),
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, Buffer.from(summaryCsv(tracker.list)));
  await window.showTextDocument(target, { preview: true });
}
