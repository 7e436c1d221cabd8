import assert from 'node:assert/strict';

import { english, listed, localization, sentences } from '../../../src/prediction/localization';
import {
  formatDay,
  formatMoment,
  formatShortMoment,
  formatTime,
} from '../../../src/prediction/moments';
import { formatDuration } from '../../../src/prediction/duration';
import { formatSize } from '../../../src/features/preview/fileSize';

const moment = new Date(2026, 10, 26, 15, 4, 5).getTime();

function inLanguage(tag: string, translations: Readonly<Record<string, string>> = {}) {
  return localization(
    (message, ...values) => english.t(translations[message] ?? message, ...values),
    () => tag,
  );
}

describe('the display language', () => {
  it('writes dates and times, whatever the system is set to', () => {
    const chinese = inLanguage('zh-cn');
    assert.equal(formatMoment(moment, chinese), '2026/11/26 15:04:05');
    assert.equal(formatShortMoment(moment, chinese), '2026/11/26 15:04');
    assert.equal(formatDay(moment, chinese), '2026/11/26');
    assert.equal(formatTime(moment, chinese), '15:04:05');
    assert.match(formatMoment(moment, english), /^11\/26\/2026, 3:04:05\sPM$/);
  });

  it('writes numbers, sizes and durations', () => {
    const german = inLanguage('de');
    assert.equal(german.t('{0} files', 12_345), '12.345 files');
    assert.equal(formatDuration(8.74, german), '8,7 s');
    assert.equal(formatSize(1_230_000, german), '1,2 MB');
    assert.equal(english.t('{0} files', 12_345), '12,345 files');
    assert.equal(formatDuration(8, english), '8 s');
    assert.equal(formatSize(1_000_000, english), '1.0 MB');
  });

  it('writes English numbers as Intl does, however short', () => {
    const format = new Intl.NumberFormat('en');
    for (let tenths = -12_000; tenths <= 12_000; tenths += 1) {
      const number = tenths / 10;
      const expected = number === 0 ? '0' : format.format(number);
      assert.equal(english.t('{0}', number), expected);
    }
    assert.equal(english.t('{0} of {1}', 0.1 + 0.2, -0), '0.3 of 0');
    assert.equal(english.t('{0}', 0.125), '0.125');
  });

  it('leaves numbers alone that come as texts', () => {
    assert.equal(english.t('line {0}', '12345'), 'line 12345');
  });

  for (const tag of ['', 'not a language', 'zh_CN', 'x', 'qps-ploc', '../../etc']) {
    it(`is written as English where it is “${tag}”`, () => {
      const strange = inLanguage(tag);
      assert.equal(formatTime(moment, strange), formatTime(moment, english));
      assert.equal(strange.t('{0}', 12_345), '12,345');
    });
  }

  it('puts sentences and lists together in its own way', () => {
    const chinese = inLanguage('zh-cn', { '{0} {1}': '{0}{1}', '{0}, {1}': '{0}、{1}' });
    assert.equal(sentences(['完成。', '', '请重试。'], chinese), '完成。请重试。');
    assert.equal(listed(['a', 'b', 'c'], chinese), 'a、b、c');
    assert.equal(sentences(['Done.', 'Try again.'], english), 'Done. Try again.');
    assert.equal(listed([], english), '');
  });

  it('is asked for only when it is needed', () => {
    const never = localization(
      (message) => message,
      () => assert.fail('asked too early'),
    );
    assert.equal(never.t('text'), 'text');
  });
});
