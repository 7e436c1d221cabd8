import assert from 'node:assert/strict';

import { linesOf } from './logLines';

const up = '\u001b[A';

describe('a log with control characters', () => {
  for (const [name, log, lines] of [
    ['text that was redrawn', 'wait 1\rwait 2\rwait 3\ndone\n', ['wait 3', 'done']],
    ['text that was redrawn at its end', 'wait 1\rwait 2\r', ['wait 2']],
    ['the rest of a longer text', 'wait 10\rwait 9\n', ['wait 90']],
    ['no rest where blanks cover it', 'wait 10\rdone   \n', ['done']],
    ['what two redraws leave', 'abcdef\rABC\rX\n', ['XBCdef']],
    ['a spinner', 'work |\b/\b-\b\\\b done\n', ['work  done']],
    ['what was typed over', 'helo\b\blo there\n', ['helo there']],
    ['more backspaces than text', 'a\b\b\bb\n', ['b']],
    ['no half signs', 'a🦌\b\bb🦌\rc\n', ['cb🦌']],
    ['no half sign behind a redraw', '🦌🦌\rabc\n', ['abc']],
    ['colours', '\u001b[36mLoading:\u001b[0m\n\u001b[1;32mok\u001b[0m\n', ['Loading:', 'ok']],
    ['a title and bells', '\u001b]0;title\u0007a\u0007\u0000b\n', ['ab']],
    ['a title that has no end', '\u001b]0;title\nb\n', ['0;title', 'b']],
    [
      'a title with another end',
      '\u001b]8;;https://x.io\u001b\\link\u001b]8;;\u001b\\\n',
      ['link'],
    ],
    ['a broken colour', '\u001b[36\nb\n', ['', 'b']],
    ['short sequences', '\u001b7a\u001b(Bb\u001b8\n', ['ab']],
    ['no end of a sequence', 'a\u001b[3', ['a']],
    ['an erased line', 'wrong\r\u001b[Kright\n', ['right']],
    ['an erased whole line', 'wrong\u001b[2K\rright\n', ['right']],
    ['an erased rest of a line', 'right and wrong\rright\u001b[K\n', ['right']],
    ['a cleared screen', 'a\u001b[2J\u001b[Hb\n', ['ab']],
    [
      'text that turns around, and what turns it',
      'a \u202egnp.exe\u202c\n',
      ['a <U+202E>gnp.exe<U+202C>'],
    ],
    ['what isolates a text', '\u2067a\u2069\n', ['<U+2067>a<U+2069>']],
    ['what parts a line in an editor', 'a\u2028b\n', ['a<U+2028>b']],
    ['letters that are hidden', 'a\u{e0041}\n', ['a<U+E0041>']],
    ['emoji and letters that are joined', '👩‍🚀 ❤️ می‌خواهم\n', ['👩‍🚀 ❤️ می‌خواهم']],
    ['no soft hyphen or byte order mark', '\ufeffhy\u00adphen\n', ['hyphen']],
    ['text that cannot be seen', '\u200b\u0007\none\n', ['', 'one']],
    ['a column', 'wrong\u001b[1Gright\n', ['right']],
    ['steps back', 'wrong\u001b[5Dright\n', ['right']],
  ] as const) {
    it(`shows ${name}`, () => {
      assert.deepEqual(linesOf([log]), lines);
    });
  }

  it('shows lines that were drawn anew further up only where they changed', () => {
    const log = `a 1\nb 1\n${up}${up}\u001b[2Ka 2\n\u001b[2Kb 2\n`;
    assert.deepEqual(linesOf([log]), ['a 1', 'b 1', 'a 2', 'b 2']);
    assert.deepEqual(linesOf([`a\nb\n${up}${up}\n\nc\n`]), ['a', 'b', 'c']);
  });

  it('shows a row that the cursor left before its end', () => {
    const bar = ' 50%|█████     | 2/4 [00:00<00:02,  9.84it/s]';
    assert.deepEqual(
      linesOf([`${bar}\nbelow${up}\r${bar}\n`]),
      ['below', '2/4 · 0.2 s · 9.84 it/s'].reverse(),
    );
  });

  it('shows everything below the cursor erased', () => {
    const bar = '  0%|          | 0/4 [00:00<?, ?it/s]';
    assert.deepEqual(linesOf([`${bar}\nnot this${up}\u001b[Jbut this\n`]), [
      'but this',
      '0/4 · 0 s',
    ]);
  });

  it('shows a bar in colours as any other', () => {
    const log = ' 50%|\u001b[32m█████     \u001b[0m| 2/4 [00:00<00:02,  9.84it/s]\u001b[0m\r';
    assert.deepEqual(linesOf([log]), ['2/4 · 0.2 s · 9.84 it/s']);
  });

  it('shows a very long line in parts that an editor can bear', () => {
    const lines = linesOf([`${'x'.repeat(100_000)}🦌\n`]);
    assert.ok(lines.length > 1 && lines.length < 20);
    assert.ok(lines.every((line) => line.length <= 16_384));
    assert.equal(lines.join(''), `${'x'.repeat(100_000)}🦌`);
  });

  it('shows no sign cut in half where a long line is parted', () => {
    const log = `x${'🦌'.repeat(20_000)}`;
    assert.ok(linesOf([log]).every((line) => /^x?(?:🦌)+$/u.test(line)));
  });

  it('shows text that went off the top of the screen before it ended', () => {
    const bar = '  0%|          | 0/4 [00:00<?, ?it/s]';
    const log = `${bar}\nkept${up}${'\n'.repeat(100)}done\n`;
    assert.ok(linesOf([log]).includes('kept'));
  });
});
