import { commands, type UriHandler } from 'vscode';

import { l10n } from '../../host/localization';
import { isAgreed, showMessage } from '../../host/messages';
import { singleLine } from '../../prediction/displayText';
import { isFairId } from '../../prediction/reference';

/**
 * Opens `…/open?id=…`, from a web page or a chat. Whoever wrote the link is not known, so nothing is
 * asked for before the person has agreed.
 */
export function openLinks(): UriHandler {
  return {
    async handleUri({ path, query }) {
      const id = new URLSearchParams(query).get('id') ?? '';
      if (path !== '/open' || !isFairId(id)) {
        const shown = singleLine(`${path}?${query}`, 80);
        const sentence = l10n.t(
          'The link “{0}” names no prediction: it should end with /open?id= and an ID.',
          shown,
        );
        void showMessage('error', sentence);
        return;
      }
      const question = l10n.t('Look up prediction {0}?', id);
      const detail = l10n.t(
        'A link outside VS Code asks for it. Your API key is sent to your base URL alone.',
      );
      const asked = { question, detail, proceed: l10n.t('Look Up') };
      if (await isAgreed('information', asked)) await commands.executeCommand('deerapi.lookUp', id);
    },
  };
}
