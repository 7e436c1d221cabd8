/**
 * The part of `vscode.l10n` that words need. It is passed in, so that this layer stays free of
 * VS Code; the parameter is always named `l10n`, so that the strings are found by extraction.
 */
export interface Localization {
  /** @param message English text with `{0}`, `{1}` … for `args`. */
  t(message: string, ...args: (string | number | boolean)[]): string;
}

/** The words as they stand in the sources: for programs, which read English. */
export const english: Localization = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};
