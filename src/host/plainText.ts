/** VS Code draws an icon for `$(name)` in labels of the status bar and of choices. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

/** Markdown that shows just that text: VS Code’s own way leaves addresses in it to become links. */
export function asMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
