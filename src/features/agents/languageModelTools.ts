import * as vscode from 'vscode';

import { parseReference } from '../../prediction/reference';
import type { Tracker } from '../../tracking/tracker';
import { answerCall, type AnswerParts, type ToolAnswer } from './answerCall';
import { asAgentError } from './failureForAgents';
import { toolNames, type ToolName } from './toolDefinitions';
import { needsLookUp } from './trackedPredictions';

export interface ToolParts extends AnswerParts {
  readonly tracker: Tracker;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
  /** Where look-ups are sent. Its `baseUrl` may throw a UserError. */
  readonly settings: { readonly baseUrl: string };
  readonly report: (bug: unknown) => void;
}

/** Offers the tools to the language models of VS Code, where it has a place for them. */
export function registerLanguageModelTools(parts: ToolParts): vscode.Disposable {
  if (!takesTools(vscode)) return vscode.Disposable.from();
  return vscode.Disposable.from(
    ...toolNames.map((name) => vscode.lm.registerTool(name, toolFor(name, parts))),
  );
}

/** Some editors that are built on VS Code lack it. */
function takesTools(api: object): boolean {
  const lm: unknown = 'lm' in api ? api.lm : undefined;
  return typeof lm === 'object' && lm !== null && 'registerTool' in lm;
}

function toolFor(name: ToolName, parts: ToolParts): vscode.LanguageModelTool<unknown> {
  return {
    async invoke({ input }, token) {
      const { signal, dispose } = signalOf(token);
      try {
        return resultOf(await answerCall(name, input, parts, signal));
      } catch (failure) {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        throw asAgentError(failure, parts.report);
      } finally {
        dispose();
      }
    },
    prepareInvocation: ({ input }) =>
      name === 'get_prediction' ? prepareGet(input, parts) : { invocationMessage: readingList() },
  };
}

/** What leaves this machine is said, and asked, before. */
async function prepareGet(
  input: unknown,
  { tracker, restored, settings }: ToolParts,
): Promise<vscode.PreparedToolInvocation | undefined> {
  const id = idIn(input);
  // The call itself says what is wrong with it.
  if (id === undefined) return undefined;
  await restored;
  if (!needsLookUp(tracker, id)) {
    return { invocationMessage: vscode.l10n.t('Reading prediction {0}', id) };
  }
  return {
    invocationMessage: vscode.l10n.t('Looking up prediction {0}…', id),
    confirmationMessages: {
      title: vscode.l10n.t('Look up prediction {0}?', id),
      message: vscode.l10n.t(
        'Its ID and your API key are sent to {0}, and to nobody else. The prediction is put on your list, and its images are fetched.',
        addressOf(settings),
      ),
    },
  };
}

function readingList(): string {
  return vscode.l10n.t('Reading the list of predictions');
}

function idIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('id' in input)) return undefined;
  const reference = typeof input.id === 'string' ? parseReference(input.id) : undefined;
  return reference !== undefined && 'id' in reference ? reference.id : undefined;
}

/** The call itself fails where the setting is wrong. */
function addressOf(settings: ToolParts['settings']): string {
  try {
    return settings.baseUrl;
  } catch {
    return vscode.l10n.t('your base URL');
  }
}

function resultOf({ text, images }: ToolAnswer): vscode.LanguageModelToolResult {
  const parts = imageParts(vscode);
  const result = new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  if (parts === undefined) return result;
  for (const { bytes, mediaType } of images) result.content.push(parts.image(bytes, mediaType));
  return result;
}

/** `LanguageModelDataPart`, which came later than the oldest VS Code that is supported. */
interface ImageParts {
  image(bytes: Uint8Array, mediaType: string): unknown;
}

function imageParts(api: object): ImageParts | undefined {
  const part: unknown = 'LanguageModelDataPart' in api ? api.LanguageModelDataPart : undefined;
  return isImageParts(part) ? part : undefined;
}

function isImageParts(part: unknown): part is ImageParts {
  return typeof part === 'function' && 'image' in part && typeof part.image === 'function';
}

function signalOf(token: vscode.CancellationToken): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const abort = () => {
    controller.abort();
  };
  if (token.isCancellationRequested) abort();
  const listener = token.onCancellationRequested(abort);
  return { signal: controller.signal, dispose: () => void listener.dispose() };
}
