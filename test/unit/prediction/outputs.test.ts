import assert from 'node:assert/strict';

import fc from 'fast-check';

import { listOutputs, maxOutputs, outputName, type Output } from '../../../src/prediction/outputs';

const png = 'https://replicate.delivery/xezq/out-0.png';
const mp4 = 'https://replicate.delivery/xezq/film.mp4?sig=1';
const inline = 'data:image/webp;base64,UklGRg==';

describe('what a prediction made', () => {
  for (const [name, output, expected] of [
    ['null', null, []],
    ['a file', png, [['', 'image', png]]],
    [
      'several files',
      [png, mp4],
      [
        ['[0]', 'image', png],
        ['[1]', 'video', mp4],
      ],
    ],
    ['a file inside the answer', [inline], [['[0]', 'image', inline]]],
    ['text', 'At first light', [['', 'text', 'At first light']]],
    ['tokens', ['At', ' first', '', ' light'], [['', 'text', 'At first light']]],
    ['tokens with a number between', ['a', 1], [['', 'json', ['a', 1]]]],
    ['a number', 42, [['', 'json', 42]]],
    ['zero', 0, [['', 'json', 0]]],
    ['false', false, [['', 'json', false]]],
    ['an empty text', '', [['', 'text', '']]],
    ['numbers', [0.1, 0.2], [['', 'json', [0.1, 0.2]]]],
    ['nothing in a list', [], []],
    ['an object of values', { a: 1 }, [['', 'json', { a: 1 }]]],
    ['objects of values', [{ a: 1 }, { a: 2 }], [['', 'json', [{ a: 1 }, { a: 2 }]]]],
    [
      'an object of files and values',
      { image: png, labels: ['deer', 'antlers'], scores: [1], none: null },
      [
        ['image', 'image', png],
        ['labels', 'text', 'deerantlers'],
        ['scores', 'json', [1]],
      ],
    ],
    [
      'objects of files',
      [{ frames: [{ image: png }] }, { frames: [{ image: mp4 }] }],
      [
        ['[0].frames[0].image', 'image', png],
        ['[1].frames[0].image', 'video', mp4],
      ],
    ],
    [
      'text and a file',
      ['a caption', png],
      [
        ['[0]', 'text', 'a caption'],
        ['[1]', 'image', png],
      ],
    ],
    ['a sentence with a URL', `see ${png} there`, [['', 'text', `see ${png} there`]]],
    ['addresses of other kinds', ['javascript:x()'], [['', 'text', 'javascript:x()']]],
    ['a broken URL', 'https://[', [['', 'text', 'https://[']]],
    ['a file without an ending', 'https://a.example/out', [['', 'other', 'https://a.example/out']]],
  ] as const) {
    it(`is listed when it is ${name}`, () => {
      assert.deepEqual(listOutputs(output).outputs.map(told), expected);
    });
  }

  it('is found a thousand levels down', () => {
    assert.deepEqual(listOutputs(nested(png, 1000)).outputs.map(told), [
      ['[0]'.repeat(1000), 'image', png],
    ]);
  });

  it('is listed before a person loses patience, however it is nested', () => {
    let output: unknown = png;
    for (let level = 0; level < 1000; level += 1) {
      output = [output, ...Array.from({ length: 300 }, (_, index) => index)];
    }
    assert.equal(listOutputs(output).outputs.length, maxOutputs);
  });

  it('is listed up to a limit when there are a million', () => {
    const { outputs } = listOutputs(Array.from({ length: 1_000_000 }, () => png));
    assert.equal(outputs.length, maxOutputs);
    assert.equal(outputs.at(-1)?.label, `[${maxOutputs - 1}]`);
  });

  it('is listed up to a limit when it is an object of very many fields', () => {
    const fields = Array.from({ length: 200_000 }, (_, index) => [`field ${index}`, png]);
    assert.equal(listOutputs(Object.fromEntries(fields)).outputs.length, maxOutputs);
  }).timeout(20_000);

  it('is listed with how many are left out', () => {
    const leftOut = (output: unknown) => listOutputs(output).leftOut;
    assert.equal(leftOut(Array.from({ length: 200_000 }, () => png)), 200_000 - maxOutputs);
    assert.equal(leftOut(Array.from({ length: maxOutputs }, () => png)), 0);
    assert.equal(leftOut([png, ...Array.from({ length: 5000 }, () => null)]), 0);
    const nestedOnes = Array.from({ length: 10 }, () => Array.from({ length: 300 }, () => png));
    // 4 lists hold the first 1,000; of the others it is known that they are there.
    assert.equal(leftOut({ frames: nestedOnes }), 200 + 6);
    assert.equal(leftOut(Array.from({ length: 1_000_000 }, (_, index) => index)), 0);
  });

  it('is labelled on one line of text, whatever the server names it', () => {
    const hostile = {
      ['a\n\u202eb\u001b[31m']: png,
      '': png,
      ['k'.repeat(500)]: png,
      'x.y': { z: png },
    };
    const labels = listOutputs(hostile).outputs.map(({ label }) => label);
    assert.deepEqual(labels, ['a b', '""', `${'k'.repeat(79)}…`, 'x.y.z']);
    const [deep] = listOutputs(nested(png, 100_000)).outputs;
    assert.ok(deep && deep.label.length < 5000);
  });

  it('is one text when there are a million tokens', () => {
    const [only, ...others] = listOutputs(Array.from({ length: 1_000_000 }, () => 'a ')).outputs;
    assert.equal(only?.source.type === 'text' && only.source.text.length, 2_000_000);
    assert.deepEqual(others, []);
  });

  it('never makes it throw, whatever JSON it is, and each part has a name', () => {
    const leaf = fc.oneof(fc.constantFrom(png, mp4, inline, 'data:,', 'https://a/%'), fc.string());
    const tree = fc.letrec((tie) => ({
      any: fc.oneof(leaf, fc.jsonValue(), fc.array(tie('any')), fc.dictionary(fc.string(), leaf)),
    }));
    fc.assert(
      fc.property(tree.any, (output) => {
        for (const each of listOutputs(output).outputs)
          assert.ok(outputName(each, 40).length <= 40);
      }),
    );
  });
});

describe('the name of an output', () => {
  for (const [output, name] of [
    [png, 'out-0.png'],
    [mp4, 'film.mp4'],
    ['https://a.example/a%20deer%20%E9%B9%BF.png', 'a deer 鹿.png'],
    ['https://a.example/100%.png', '100%.png'],
    ['https://a.example/', 'https://a.example/'],
    ['https://a.example/%E2%80%AEgnp.exe', 'gnp.exe'],
    [inline, 'image.webp'],
    ['data:x/y,z', 'data:x/y'],
    ['one\ntwo', 'one two'],
    [{ a: 1 }, '{"a":1}'],
  ] as const) {
    it(`is “${name}” for ${JSON.stringify(output)}`, () => {
      assert.deepEqual(
        listOutputs(output).outputs.map((each) => outputName(each, 100)),
        [name],
      );
    });
  }

  it('is cut where the output is nested ever so deep', () => {
    const [only] = listOutputs(nested(7, 20_000)).outputs;
    assert.ok(only);
    assert.ok(outputName(only, 40).length <= 40);
  });
});

function told({ label, kind, source }: Output): unknown[] {
  switch (source.type) {
    case 'url':
      return [label, kind, source.url];
    case 'data':
      return [label, kind, source.uri];
    case 'text':
      return [label, kind, source.text];
    case 'json':
      return [label, kind, source.value];
  }
}

function nested(value: unknown, levels: number): unknown {
  let output = value;
  for (let level = 0; level < levels; level += 1) output = [output];
  return output;
}
