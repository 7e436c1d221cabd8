import assert from 'node:assert/strict';

import { fillPattern, problemOfPattern } from '../../../../src/features/outputs/namePattern';
import { numberedFileName, safeFileName } from '../../../../src/features/outputs/safeFileName';
import { trackedOf } from '../../../support/builders/predictions';

const tracked = trackedOf({ id: 'k7q2m9x4c8r1', model: 'black-forest-labs/flux-schnell' });
const output = { tracked, index: 1, count: 4, label: 'frames[1].image', name: 'out-1' };

describe('The name of a saved file', () => {
  const names: readonly (readonly [string, string])[] = [
    ['{model}-{id}-{index}', 'flux-schnell-k7q2m9x4c8r1-2'],
    ['{owner}_{model}', 'black-forest-labs_flux-schnell'],
    ['{shortId} {label}', 'k7q2m9x4 frames-1-image'],
    ['{name}', 'out-1'],
    ['deer', 'deer'],
  ];
  for (const [pattern, name] of names) {
    it(`is ${name} by the pattern ${pattern}`, () => {
      assert.equal(fillPattern(pattern, output), name);
    });
  }

  for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
    it(`tells when the prediction was created, as the clock on the wall showed in ${zone}`, () => {
      const before = process.env['TZ'];
      process.env['TZ'] = zone;
      try {
        const createdAt = new Date(2025, 4, 9, 23, 5, 3).toISOString();
        const dated = { ...output, tracked: trackedOf({ created_at: createdAt }) };
        assert.equal(fillPattern('{date} {time}', dated), '2025-05-09 230503');
      } finally {
        if (before === undefined) delete process.env['TZ'];
        else process.env['TZ'] = before;
      }
    });
  }

  it('has what is no token as it stands', () => {
    assert.equal(fillPattern('{deer}-{id}', output), '{deer}-k7q2m9x4c8r1');
  });

  it('knows no owner where the model is told without one', () => {
    const ownerless = { ...output, tracked: trackedOf({ model: 'flux-schnell' }) };
    assert.equal(fillPattern('{owner}-{model}', ownerless), 'flux-schnell');
  });

  it('begins with no sign, however many are left over', () => {
    const unknown = { ...output, tracked: trackedOf({ model: '' }), name: '' };
    assert.equal(fillPattern(' -_.{model}{index}', unknown), '2');
    assert.equal(fillPattern('{label}', { ...output, label: '[0]!' }), '0');
  });

  it('counts with as many digits as the last one needs', () => {
    assert.equal(fillPattern('{index}', { ...output, count: 12 }), '02');
  });

  it('has no two signs in a row where something is not known', () => {
    const unknown = { ...output, tracked: trackedOf({ id: 'abc', model: '' }) };
    assert.equal(fillPattern('{model}-{id}-{index}', unknown), 'abc-2');
    assert.equal(fillPattern('a-{owner}-{id}', unknown), 'a-abc');
  });

  it('holds nothing that leads elsewhere or that a system forbids', () => {
    assert.equal(safeFileName('../../etc/passwd', 'png'), '_.._etc_passwd.png');
    assert.equal(safeFileName('a<b>:"|?*\u0000c', 'png'), 'a_b_c.png');
    assert.equal(safeFileName('photo\u202egnp.exe', ''), 'photo_gnp.exe');
    assert.equal(safeFileName('.hidden. ', 'txt'), 'hidden.txt');
    assert.equal(safeFileName('. ..hidden.. .', ''), 'hidden');
  });

  it('is none that Windows gives to a device', () => {
    assert.equal(safeFileName('con', 'txt'), 'con_.txt');
    assert.equal(safeFileName('LPT1.a', 'txt'), 'LPT1_.a.txt');
    assert.equal(safeFileName('com1 .a', 'txt'), 'com1_ .a.txt');
    assert.equal(safeFileName('COM¹', ''), 'COM¹_');
    for (const harmless of ['console', 'falcon', 'comx', 'com12', 'a.con']) {
      assert.equal(safeFileName(harmless, 'txt'), `${harmless}.txt`);
    }
  });

  it('is there even if nothing of it is left', () => {
    assert.equal(safeFileName('', 'png'), 'output.png');
    assert.equal(safeFileName(' ... ', 'png'), 'output.png');
  });

  it('has composed letters, whatever they came as', () => {
    assert.equal(safeFileName('de\u0301er 鹿', 'png'), 'd\u00e9er 鹿.png');
  });

  it('is short enough for every file system, with its number and its ending', () => {
    assert.equal(numberedFileName('x'.repeat(300), 'webp', 12).length, 100);
    assert.match(numberedFileName('x'.repeat(300), 'webp', 12), /x \(12\)\.webp$/);
    assert.equal(safeFileName('é'.repeat(97), 'js'), `${'é'.repeat(97)}.js`, 'just short enough');
    assert.equal(safeFileName('鹿'.repeat(79), 'js'), `${'鹿'.repeat(79)}.js`, 'of 240 bytes');
    for (const letter of ['鹿', '🦌', '𠀀']) {
      const name = safeFileName(letter.repeat(300), 'webp');
      assert.ok(Buffer.byteLength(name) <= 240 && name.length <= 100, name);
      assert.match(name, /^[^\ufffd]+\.webp$/u);
    }
  });

  it('gets a number before its ending where it is taken', () => {
    assert.deepEqual(
      [1, 2, 3].map((number) => numberedFileName('deer', 'png', number)),
      ['deer.png', 'deer (2).png', 'deer (3).png'],
    );
    assert.equal(numberedFileName('deer', '', 2), 'deer (2)');
  });
});

describe('A pattern for names', () => {
  it('is refused where it names no file', () => {
    assert.deepEqual(problemOfPattern('  '), { type: 'empty' });
    assert.deepEqual(problemOfPattern('{model}/{id}'), { type: 'holds-folder' });
    assert.deepEqual(problemOfPattern('..\\{id}'), { type: 'holds-folder' });
    assert.deepEqual(problemOfPattern('{modle}'), { type: 'unknown-token', token: '{modle}' });
    assert.deepEqual(problemOfPattern('{id'), { type: 'unknown-token', token: '{id' });
    assert.deepEqual(problemOfPattern('id}'), { type: 'unknown-token', token: '}' });
    assert.equal(problemOfPattern('{model} of {owner}, {date}'), undefined);
  });

  it('is refused while it is typed into the settings, too', async () => {
    const { default: manifest } = await import('../../../../package.json');
    const setting = manifest.contributes.configuration.properties['deerapi.outputs.fileName'];
    const isAccepted = (pattern: string) => new RegExp(setting.pattern).test(pattern);
    const patterns = ['', ' ', 'a/b', 'a\\b', '{modle}', '{id', 'id}', '{id}', 'a {date} {name}'];
    for (const pattern of patterns) {
      assert.equal(isAccepted(pattern), problemOfPattern(pattern) === undefined, pattern);
    }
    assert.equal(problemOfPattern(setting.default), undefined);
  });
});
