import { Hover, MarkdownString, Range, type HoverProvider } from 'vscode';

import { findFirstImage } from '../../host/firstImage';
import { l10n } from '../../host/localization';
import { asMarkdown } from '../../host/plainText';
import { singleLine } from '../../prediction/displayText';
import { mentionsIn } from '../../prediction/mentions';
import { modelName } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import type { MentionsParts } from './mentions';

const thumbnailHeight = 120;

/** Tells, over a mention, how the prediction is doing and what it has made, where it is tracked. */
export function mentionHovers({ tracker, files, restored, report }: MentionsParts): HoverProvider {
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
      const text = new MarkdownString(asMarkdown(name === '' ? state : `${name} · ${state}`));
      const image = await findFirstImage(mention.id, tracker, files).catch((failure: unknown) => {
        report(failure);
        return undefined;
      });
      if (image !== undefined) {
        text.appendMarkdown(`\n\n![](${image.toString()}|height=${thumbnailHeight})`);
      }
      return new Hover(text, new Range(line, mention.start, line, mention.end));
    },
  };
}
