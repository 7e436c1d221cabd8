import assert from 'node:assert/strict';

import { reasonInLog } from '../../../../src/prediction/log/reasonInLog';

const frames = `Traceback (most recent call last):
  File "/usr/local/lib/python3.11/site-packages/cog/server/worker.py", line 349, in _predict
    result = predict(**payload)
             ^^^^^^^^^^^^^^^^^^
  File "/src/predict.py", line 159, in predict
    raise ValueError("NSFW content detected")
`;
const nsfw = `${frames}ValueError: NSFW content detected\n`;

describe('the reason that a log has for a failure', () => {
  for (const [name, log, reason] of [
    ['an exception', `Using seed: 7\n${nsfw}`, 'ValueError: NSFW content detected'],
    ['one that is the last that the log has', nsfw.trimEnd(), 'ValueError: NSFW content detected'],
    ['one that a text follows', `${nsfw}Cleaning up\n`, 'ValueError: NSFW content detected'],
    [
      'one behind a bar',
      ` 50%|█████     | 2/4 [00:00<00:02,  9.84it/s]${nsfw}`,
      'ValueError: NSFW content detected',
    ],
    [
      'one of a module',
      `${frames}torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB\n`,
      'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB',
    ],
    ['one of a function', `${frames}app.run.<locals>.Full: disk\n`, 'app.run.<locals>.Full: disk'],
    ['one without a message', `${frames}AssertionError\n`, 'AssertionError'],
    ['one whose message begins on the next line', `${frames}RuntimeError: \n  a\n`, 'RuntimeError'],
    [
      'a message of many lines',
      `${frames}RuntimeError: Error(s) in loading state_dict for UNet:\n\tMissing key(s): "a".\n\n`,
      'RuntimeError: Error(s) in loading state_dict for UNet',
    ],
    [
      'an exception while another was handled',
      `${nsfw}\nDuring handling of the above exception, another exception occurred:\n\n` +
        `${frames}KeyError: 'safety'\n`,
      "KeyError: 'safety'",
    ],
    [
      'an exception that another caused',
      `multiprocessing.pool.RemoteTraceback: \n"""\n${nsfw}"""\n\n` +
        'The above exception was the direct cause of the following exception:\n\n' +
        `${frames}RuntimeError: worker died\n`,
      'RuntimeError: worker died',
    ],
    [
      'the last of several',
      `${nsfw}Trying again\n${frames}TimeoutError: 60 s\n`,
      'TimeoutError: 60 s',
    ],
    [
      'a wrong syntax',
      'Traceback (most recent call last):\n  File "<string>", line 1\n    a b\n      ^\n' +
        'SyntaxError: invalid syntax\n',
      'SyntaxError: invalid syntax',
    ],
    [
      'too deep a recursion',
      `${frames}  [Previous line repeated 986 more times]\nRecursionError: maximum depth\n`,
      'RecursionError: maximum depth',
    ],
    [
      'a group of exceptions',
      '  + Exception Group Traceback (most recent call last):\n  |   File "a.py", line 1\n' +
        '  | ExceptionGroup: two (1 sub-exception)\n  +-+---------------- 1 ----------------\n' +
        `${nsfw.replaceAll(/^(?=.)/gm, '    | ')}    +------------------------------------\n`,
      'ValueError: NSFW content detected',
    ],
    [
      'colours, as Python 3.13 has them',
      `${frames}\u001b[1;35mValueError\u001b[0m: \u001b[35mno prompt\u001b[0m\n`,
      'ValueError: no prompt',
    ],
    ['Windows line ends', nsfw.replaceAll('\n', '\r\n'), 'ValueError: NSFW content detected'],
    ['an exception of another script', `${frames}FehlerßError: ü\n`, 'FehlerßError: ü'],
    ['one that no suffix tells', `${frames}queue.Empty\n`, 'queue.Empty'],
    ['one in small letters', `${frames}cv2.error: (-215) empty\n`, 'cv2.error: (-215) empty'],
    ['an iterator', `${frames}StopIteration\n`, 'StopIteration'],
    ['an end', `${frames}SystemExit: 1\n`, 'SystemExit: 1'],
  ] as const) {
    it(`is that of ${name}`, () => {
      assert.equal(reasonInLog(log), reason);
    });
  }

  for (const [name, log] of [
    ['nothing', ''],
    ['no traceback', 'Using seed: 7\nValueError: it says, but nobody raised it\n'],
    ['a traceback that is cut', frames],
    ['a traceback that is cut within a line', frames.slice(0, -20)],
    ['its heading alone', 'Traceback (most recent call last):'],
    ['a traceback that other text cuts', `${frames}Retrying in 3 s\n`],
    ['a traceback that a label cuts', `${frames}Loading: done\nstep\n`],
    ['a traceback that a warning cuts', `${frames}warning: retry 1\n`],
    ['a traceback that a file cuts', `${frames}main.py: done\n`],
    ['a traceback that an empty line cuts', `${frames}\nDone: 3\n`],
    ['a traceback longer ago than a person would look', `${nsfw}${'step\n'.repeat(100_000)}`],
  ] as const) {
    it(`is not told where the log has ${name}`, () => {
      assert.equal(reasonInLog(log), '');
    });
  }
});
