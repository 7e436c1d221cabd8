import assert from 'node:assert/strict';

import fc from 'fast-check';

import { displayText, singleLine } from '../../../src/prediction/displayText';

describe('text that a server wrote', () => {
  it('is shown without terminal colours', () => {
    assert.equal(displayText('\u001b[36mLoading:\u001b[0m done'), 'Loading: done');
  });

  it('is shown without setting a title or clearing a screen', () => {
    assert.equal(displayText('\u001b]0;title\u0007\u001b[2Ja\u0000b\u0007'), 'ab');
  });

  it('cannot turn its direction around', () => {
    assert.equal(displayText('a \u202egnp.exe\u202c \u2066b\u2069'), 'a gnp.exe b');
  });

  it('keeps its lines, tabs and letters of all languages', () => {
    const text = 'one\n\ttwo 鹿 🦌 é';
    assert.equal(displayText(text), text);
  });

  it('is one line of at most the length asked for, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const line = singleLine(text, most);
        assert.ok(line.length <= most);
        assert.doesNotMatch(line, /[\p{Cc}\u202e]/u);
      }),
    );
  });

  it('shows that it was cut', () => {
    assert.equal(singleLine('one two three', 8), 'one two…');
    assert.equal(singleLine('  one\r\n\ttwo  ', 8), 'one two');
  });

  it('is not cut through the middle of a character', () => {
    assert.equal(singleLine('🦌🦌🦌', 4), '🦌…');
  });
});
