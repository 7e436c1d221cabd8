import { randomBytes } from 'node:crypto';

import { Uri, type Webview } from 'vscode';

import { escapedHtml } from '../../host/escapedHtml';
import { l10n } from '../../host/localization';

/** The page's frame. It may load its own script and style and the archived files; nothing else. */
export function pageHtml(
  webview: Webview,
  pageFolder: Uri,
  { kind, title }: { readonly kind: 'preview' | 'compare'; readonly title: string },
): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(pageFolder, 'preview.js')).toString();
  const style = webview.asWebviewUri(Uri.joinPath(pageFolder, 'preview.css')).toString();
  const policy = [
    `default-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `img-src ${webview.cspSource}`,
    `media-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapedHtml(l10n.language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapedHtml(title)}</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body data-page="${kind}">
    <p class="waiting">${escapedHtml(l10n.t('Waiting for the first answer…'))}</p>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
