import assert from 'node:assert/strict';

import { plainWordsIn } from '../../support/words/plainWords';
import { parsed, sourcesIn } from '../../support/words/sources';

/** Written for language models, which read English; what a person reads of their calls is elsewhere. */
const forModels = /^src\/features\/agents\/(?!toolWords|languageModelTools)/;

/** The words of a run, which its model has written. */
const ofRuns = 'src/features/sample/sampleRun.ts';

/** Words that nobody reads, and names. */
const others: Readonly<Record<string, readonly string[]>> = {
  'src/client/outputClient.ts': ['too many redirects', 'a redirect to nowhere'],
  'src/features/mentions/mentionHovers.ts': ['|height='],
  'src/features/summary/summaryPage.ts': ['succeeded', 'failed'],
  'src/features/tree/treeItems.ts': ['file-text'],
  'src/host/endpointSettings.ts': ['deerapi.endpoints'],
  'src/host/logChannel.ts': ['DeerAPI Predictions', '[DeerAPI Predictions]'],
  'src/library/archive/outputIndex.ts': ['from a newer version'],
  'src/prediction/jsonTokens.ts': ['cut string', 'broken string'],
  'src/prediction/log/reasonInLog.ts': ['Traceback (most recent call last):'],
  'src/prediction/log/stageLabel.ts': [', class type:'],
  'media/preview/details.ts': ['chevron'],
  'media/preview/keys.ts': [
    'audio, video, input, select, [role=tree], [role=separator], .details, .differences, .log',
  ],
  'media/preview/preview.ts': ['A message was not understood.'],
  'media/preview/viewer.ts': ['openInEditor', 'openExternally', 'save'],
};

const plain: readonly string[] = [
  `window.showInformationMessage('Done');`,
  `void window.showErrorMessage(isOld ? 'old' : l10n.t('new'));`,
  `window.showQuickPick(items, { placeHolder: 'which' });`,
  `window.showInputBox({ prompt: 'key', title: l10n.t('Key') });`,
  `const item = { label: name, description: \`\${count} files\` };`,
  `item.tooltip = 'sum';`,
  `item.text = '$(check) ' + 'done';`,
  `window.withProgress({ location, title: 'Saving' }, run);`,
  `throw new UserError('Not there.');`,
  `throw new UserError(l10n.t('Not there.'), [{ title: 'Retry', command: 'deerapi.refresh' }]);`,
  `window.setStatusBarMessage(['copied', name].join(' '), 5000);`,
  `new TreeItem('more');`,
  `button.ariaLabel = 'copy';`,
  `setText(this.heading, 'stages');`,
  `element('h2', {}, 'By model');`,
  `element('button', { textContent: 'copy' });`,
  `element('svg', { 'aria-label': 'chart' });`,
  `return 'It could not be read.';`,
  `switch (kind) { case 'lost': return 'It could not be read.'; }`,
  `const words = { save: l10n.t('Save'), cancel: ['Cancel'] };`,
  `webview.html = \`<p class="a">Nothing here yet</p>\`;`,
];

const translated: readonly string[] = [
  `window.showInformationMessage(l10n.t('Done'));`,
  `item.tooltip = isOld ? l10n.t('old') : '';`,
  `throw new Error('There is nothing to show yet.');`,
  `switch (key) { case 'Enter': open(); }`,
  `element('div', { className: 'text reading' }, words.save);`,
  `if (status === 'Not ready') item.text = '$(check)';`,
  `const row = { label: status === 'failed' ? l10n.t('failed') : name, command: 'deerapi.track' };`,
  `webview.html = \`<body data-page="\${kind} of the page"><p>\${escapedHtml(l10n.t('Wait'))}</p>\`;`,
];

describe('what a person reads', () => {
  it('is translated, every word of it', () => {
    const found = plainWordsIn(sourcesIn('src', 'media/preview'));
    const forPeople = found.filter(({ file }) => !forModels.test(file) && file !== ofRuns);
    const unknown = forPeople.filter(({ file, text }) => others[file]?.includes(text) !== true);
    assert.deepEqual(unknown, []);
    const seen = new Set(forPeople.map(({ file, text }) => `${file}: ${text}`));
    const known = Object.entries(others).flatMap(([file, texts]) =>
      texts.map((text) => `${file}: ${text}`),
    );
    assert.deepEqual(known.sort(), [...seen].sort(), 'what is excused is there');
  });

  for (const source of plain) {
    it(`is not in the language of the person in: ${source}`, () => {
      assert.notEqual(plainWordsIn([parsed('made.ts', source)]).length, 0);
    });
  }

  for (const source of translated) {
    it(`may be written so: ${source}`, () => {
      assert.deepEqual(plainWordsIn([parsed('made.ts', source)]), []);
    });
  }
});
