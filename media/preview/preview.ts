import { decodeToPage } from '../../src/features/preview/messages';
import './styles/index.css';
import { ComparePage } from './comparePage';
import { PreviewPage } from './previewPage';
import { vscode } from './vscodeApi';

const page = document.body.dataset['page'] === 'compare' ? new ComparePage() : new PreviewPage();

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = decodeToPage(data);
  if (message === undefined) {
    console.error('A message was not understood.', data);
    return;
  }
  page.receive(message);
});
vscode.postMessage({ type: 'ready' });
