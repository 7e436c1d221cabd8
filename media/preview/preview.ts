import { decodeToPage } from '../../src/features/preview/messages';
import { PreviewPage } from './previewPage';
import './preview.css';
import { vscode } from './vscodeApi';

const page = new PreviewPage();

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = decodeToPage(data);
  if (message === undefined) {
    console.error('A message was not understood.', data);
    return;
  }
  page.receive(message);
});
vscode.postMessage({ type: 'ready' });
