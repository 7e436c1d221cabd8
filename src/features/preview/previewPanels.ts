import { commands, ViewColumn, window, type WebviewPanel } from 'vscode';

import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import { PreviewPanel, type PreviewPlaces } from './previewPanel';

export const previewType = 'deerapi.preview';

/**
 * The open previews: one that shows what was asked for last, and any number of pinned ones, each of
 * which keeps its prediction.
 */
export class PreviewPanels {
  readonly #panels = new Set<PreviewPanel>();

  constructor(
    private readonly places: PreviewPlaces,
    private readonly onDidChangeVisibility: () => void,
  ) {}

  /** The ids of what can be seen now. */
  get visibleIds(): ReadonlySet<string> {
    const visible = [...this.#panels].filter(({ panel }) => panel.visible);
    return new Set(visible.map(({ id }) => id));
  }

  showing(id: string): PreviewPanel[] {
    return [...this.#panels].filter((panel) => panel.id === id);
  }

  show(opened: OpenedPrediction, index: number | undefined): void {
    this.#panelFor(opened.id).show(opened, index);
  }

  /** Opens a panel for one that is being looked up, unless another shows something. */
  prepare(id: string): void {
    const { following } = this;
    if (following === undefined || following.isBlank) this.#panelFor(id).prepare(id);
  }

  dropPrepared(): void {
    for (const panel of this.#panels) if (panel.isBlank) panel.dispose();
  }

  /** Takes a tab that VS Code has brought back. */
  revive(panel: WebviewPanel, id: string, isPinned: boolean): PreviewPanel {
    return this.#add(panel, id, isPinned || this.following !== undefined);
  }

  pinActive(isPinned: boolean): void {
    const active = [...this.#panels].find(({ panel }) => panel.active);
    active?.setPinned(isPinned);
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
  }

  /** The one that is not pinned. */
  get following(): PreviewPanel | undefined {
    return [...this.#panels].find(({ isPinned }) => !isPinned);
  }

  #panelFor(id: string): PreviewPanel {
    const [shown] = this.showing(id);
    return shown ?? this.following ?? this.#open(id);
  }

  #open(id: string): PreviewPanel {
    const options = { viewColumn: ViewColumn.Active, preserveFocus: true };
    const panel = window.createWebviewPanel(previewType, id.slice(0, 8), options);
    return this.#add(panel, id, false);
  }

  #add(webviewPanel: WebviewPanel, id: string, isPinned: boolean): PreviewPanel {
    const panel: PreviewPanel = new PreviewPanel(this.places, webviewPanel, id, isPinned, {
      onDidChangeViewState: () => {
        this.#noteState();
      },
      onDidPin: () => {
        this.#unpinnedOnly(panel);
        this.#noteState();
      },
      onDidClose: () => {
        this.#panels.delete(panel);
        this.#noteState();
      },
    });
    this.#panels.add(panel);
    return panel;
  }

  /** There is one that follows: another one that was unpinned takes its place. */
  #unpinnedOnly(changed: PreviewPanel): void {
    if (changed.isPinned) return;
    for (const panel of this.#panels) {
      if (panel !== changed && !panel.isPinned) panel.setPinned(true);
    }
  }

  #noteState(): void {
    this.onDidChangeVisibility();
    const active = [...this.#panels].find(({ panel }) => panel.active);
    const isPinned = active?.isPinned === true;
    void commands.executeCommand('setContext', 'deerapi.previewIsPinned', isPinned);
  }
}
