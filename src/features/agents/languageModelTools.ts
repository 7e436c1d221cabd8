import * as vscode from 'vscode';

import { l10n } from '../../host/localization';
import { answerCall, type AnswerParts, type ToolAnswer } from './answerCall';
import { asAgentError } from './failureForAgents';
import { toolNames, type ToolName } from './toolDefinitions';
import { wordsOfGet, wordsOfList, type ToolWordsParts } from './toolWords';

export interface ToolParts extends AnswerParts, ToolWordsParts {
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
      name === 'get_prediction' ? wordsOfGet(input, parts, l10n) : wordsOfList(l10n),
  };
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
