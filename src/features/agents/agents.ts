import path from 'node:path';

import { Disposable, type ExtensionContext } from 'vscode';

import type { Settings } from '../../host/settings';
import type { OutputArchive } from '../../library/archive/outputArchive';
import type { Tracker } from '../../tracking/tracker';
import { keptOutputs } from './keptOutputs';
import { registerLanguageModelTools } from './languageModelTools';
import { registerMcpServer } from './mcpServerDefinition';
import { trackedPredictions } from './trackedPredictions';

export interface AgentsParts {
  readonly context: ExtensionContext;
  readonly tracker: Tracker;
  readonly archive: OutputArchive;
  readonly settings: Settings;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
  readonly report: (problem: unknown) => void;
}

/** Lets language models read predictions: as tools of VS Code, and through an MCP server. */
export function registerAgents(parts: AgentsParts): Disposable {
  const { context, archive, report } = parts;
  return Disposable.from(
    registerLanguageModelTools({
      ...parts,
      predictions: trackedPredictions(parts),
      files: keptOutputs(archive),
    }),
    registerMcpServer({
      serverFile: context.asAbsolutePath(path.join('dist', 'mcpServer.js')),
      storage: context.globalStorageUri.fsPath,
      version: versionOf(context),
      report,
    }),
  );
}

function versionOf({ extension }: ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version: string }; // VS Code types it any
  return version;
}
