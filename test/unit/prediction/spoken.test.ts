import assert from 'node:assert/strict';

import { spoken } from '../../../src/prediction/spoken';
import { english } from '../../support/builders/english';
import { inChinese } from '../../support/words/inChinese';

describe('words, as a screen reader says them', () => {
  it('tell an estimate as one, wherever it stands', () => {
    assert.equal(spoken('3 running · ~45%', english), '3 running, about 45%');
    assert.equal(spoken('~45% · 8 s left', english), 'about 45%, 8 s left');
  });

  it('tell it in Chinese as well, whose lists have no spaces', () => {
    assert.equal(spoken('运行中 3 · ~45%', inChinese), '运行中 3、约 45%');
  });

  it('leave alone what is no estimate', () => {
    assert.equal(spoken('no file ~/1 · a~2', english), 'no file ~/1, a~2');
  });
});
