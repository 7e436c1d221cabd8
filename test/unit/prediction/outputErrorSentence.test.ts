import assert from 'node:assert/strict';

import { OutputError } from '../../../src/prediction/outputError';
import { describeOutputError } from '../../../src/prediction/outputErrorSentence';
import { english } from '../../support/builders/english';

describe('why an output could not be had, in words', () => {
  it('says that the disk is full', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) assert.match(sentenceOf(code), /^The disk is full: /);
  });

  it('names the system’s reason where there is room, and blames it on nothing else', () => {
    assert.match(sentenceOf('EROFS'), /on the disk \(EROFS\)/);
    assert.doesNotMatch(sentenceOf('EACCES'), /full|room/);
    assert.match(describeOutputError(new Error('odd'), english), /on the disk: see the log/);
  });

  it('tells an output that is gone from one that did not come', () => {
    const gone = describeOutputError(new OutputError('gone'), english);
    assert.match(gone, /deleted/);
    assert.notEqual(describeOutputError(new OutputError('unreachable'), english), gone);
  });
});

function sentenceOf(code: string): string {
  return describeOutputError(Object.assign(new Error('it failed'), { code }), english);
}
