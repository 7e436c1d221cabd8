import assert from 'node:assert/strict';

import type { LibraryReport } from '../../../src/library/libraryReport';
import { describeReport } from '../../../src/library/libraryReportSentence';
import { english } from '../../support/builders/english';

const file = '/home/me/library/predictions/abc.jsonl';

describe('trouble with what is on disk, in words', () => {
  it('says that the disk is full, whatever finds no room', () => {
    for (const type of ['not-written', 'lease-not-written', 'output-trouble'] as const) {
      for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG']) {
        assert.match(sentenceOf({ type, file, error: failure(code) }), /^The disk is full: /);
      }
    }
  });

  it('says that nothing new can be saved, whatever finds that the disk can only be read', () => {
    for (const type of ['not-written', 'lease-not-written', 'output-trouble'] as const) {
      assert.match(
        sentenceOf({ type, file, error: failure('EROFS') }),
        /^What is new .* or of their outputs, cannot be saved \(EROFS\): /,
      );
    }
  });

  it('says of outputs, and of what windows agree by, that it is not the predictions', () => {
    const error = Object.assign(failure('EPERM'), { path: __filename });
    assert.match(
      sentenceOf({ type: 'output-trouble', file, error }),
      /^There is trouble with outputs on the disk \(EPERM\), /,
    );
    assert.match(
      sentenceOf({ type: 'lease-not-written', file, error }),
      /^The open windows cannot agree .* \(EPERM\), /,
    );
  });

  it('names the system’s reason where something cannot be written, or read', () => {
    assert.match(
      sentenceOf({ type: 'not-written', file, error: failure('EMFILE') }),
      /saved \(EMFILE\)/,
    );
    assert.match(
      sentenceOf({ type: 'not-read', file, error: failure('EACCES') }),
      /disk \(EACCES\)/,
    );
    assert.match(
      sentenceOf({ type: 'not-read', file, error: new Error('no such thing') }),
      /\(no such thing\)/,
    );
    assert.match(sentenceOf({ type: 'not-read', file, error: 'no such word' }), /\(no such word\)/);
  });

  it('names the file that is damaged, or of a newer version', () => {
    const error = new SyntaxError('half a line');
    assert.match(sentenceOf({ type: 'set-aside', file, error }), /abc\.jsonl .* set aside/);
    assert.match(sentenceOf({ type: 'from-newer-version', file }), /newer version .* abc\.jsonl/);
  });
});

function sentenceOf(report: LibraryReport): string {
  return describeReport(report, english);
}

function failure(code: string): Error {
  return Object.assign(new Error('it failed'), { code });
}
