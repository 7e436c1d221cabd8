import { Hover, MarkdownString, Range, type HoverProvider } from 'vscode';

import { l10n } from '../../host/localization';
import { singleLine } from '../../prediction/displayText';
import { mentionsIn } from '../../prediction/mentions';
import { modelName } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import type { MentionsParts } from './mentions';

/** Tells, over a mention, how the prediction is doing, where it is tracked. */
export function mentionHovers({ tracker, restored }: MentionsParts): HoverProvider {
  return {
    async provideHover(document, { line, character }) {
      const mention = mentionsIn(document.lineAt(line).text).find(
        ({ start, end }) => start <= character && character < end,
      );
      if (mention === undefined) return undefined;
      await restored;
      const tracked = tracker.get(mention.id);
      if (tracked === undefined) return undefined;
      const name = singleLine(modelName(tracked.brief), 100);
      const state = describeState(tracked.brief, tracked.progress, l10n);
      // What a server wrote goes in as text, and nothing in it is a link or a command.
      const text = new MarkdownString().appendText(name === '' ? state : `${name} · ${state}`);
      return new Hover(text, new Range(line, mention.start, line, mention.end));
    },
  };
}
