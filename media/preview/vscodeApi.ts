import type { FromPage } from '../../src/features/preview/messages';

interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** May be had only once. */
export const vscode = acquireVsCodeApi();
