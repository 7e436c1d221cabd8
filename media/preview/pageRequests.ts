import type { SectionId } from '../../src/features/preview/messages';
import type { OutputActions } from './outputBody';
import { vscode } from './vscodeApi';

type AboutPrediction = 'showLog' | 'saveOutputs' | 'copyError' | 'openJson' | 'retryOutputs';

type AboutOutput =
  | 'openOutput'
  | 'openExternally'
  | 'saveOutput'
  | 'cancelOutput'
  | 'copyOutput'
  | 'copyUrl'
  | 'imageNotCopied';

/** What the page asks the extension to do with the prediction that it shows. */
export class PageRequests {
  constructor(private readonly idOfShown: () => string) {}

  send(type: AboutPrediction): void {
    vscode.postMessage({ type, id: this.idOfShown() });
  }

  sendOf(type: AboutOutput, index: number): void {
    vscode.postMessage({ type, id: this.idOfShown(), index });
  }

  setPinned(isPinned: boolean): void {
    vscode.postMessage({ type: 'setPinned', id: this.idOfShown(), isPinned });
  }

  copyField(section: SectionId, field: number): void {
    vscode.postMessage({ type: 'copyField', id: this.idOfShown(), section, field });
  }

  actionsOf(index: number): OutputActions {
    return {
      openInEditor: () => {
        this.sendOf('openOutput', index);
      },
      openExternally: () => {
        this.sendOf('openExternally', index);
      },
      openJson: () => {
        this.send('openJson');
      },
      save: () => {
        this.sendOf('saveOutput', index);
      },
      retry: () => {
        this.send('retryOutputs');
      },
      cancel: () => {
        this.sendOf('cancelOutput', index);
      },
      expandJson: (path, from) => {
        const id = this.idOfShown();
        vscode.postMessage({ type: 'expandJson', id, index, path: [...path], from });
      },
      copyJson: (path) => {
        vscode.postMessage({ type: 'copyJson', id: this.idOfShown(), index, path: [...path] });
      },
    };
  }
}
