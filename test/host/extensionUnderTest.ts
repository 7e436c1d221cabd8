import { extensions, window, type Extension, type Tab } from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

export function extensionUnderTest(): Extension<unknown> {
  const found = extensions.getExtension<unknown>('deerapi-predictions.deerapi-predictions');
  if (found === undefined) throw new Error('The extension is not there.');
  return found;
}

export function contributedCommands(): string[] {
  const { contributes } = extensionUnderTest().packageJSON as Manifest; // VS Code types it any
  return contributes.commands.map(({ command }) => command);
}

export function tabs(): readonly Tab[] {
  return window.tabGroups.all.flatMap((group) => group.tabs);
}

export function previewTabs(): readonly Tab[] {
  return tabs().filter(({ input }) => {
    const viewType: unknown =
      typeof input === 'object' && input !== null && 'viewType' in input && input.viewType;
    return typeof viewType === 'string' && viewType.endsWith('deerapi.preview');
  });
}
