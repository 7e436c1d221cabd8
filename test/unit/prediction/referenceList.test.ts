import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import fc from 'fast-check';

import { parseReferenceList } from '../../../src/prediction/referenceList';

const a = 'hvmbv5hndhrme0cpws2rnqqf60';
const b = 'q4xkp8zt7nrj20cq9wsb3mdy5e';
const uuid = '6f1c2b7e-3d94-4a58-9b0e-d1a7c4e85f23';
const api = 'https://api.deerapi.com/replicate/v1/predictions';
const web = 'https://replicate.com/p';
const seed = readFileSync(path.join(__dirname, '../../fixtures/seed-prediction.json'), 'utf8');

/** With other things' ids wherever a prediction may have them. */
function prediction(id: string): object {
  return {
    id,
    input: { id: 'of-input', images: [{ id: 'of-image', status: 'x' }] },
    output: [{ id: 'of-output', status: 'x', created_at: 'x' }, b.replace('q', 'z')],
    metrics: { id: 'of-metrics' },
    webhook: `https://a.example/predictions/of-webhook`,
    webhook_events_filter: ['start', 'completed'],
    files: [{ id: 'of-file' }],
    status: 'succeeded',
  };
}

const json = (value: unknown) => JSON.stringify(value);
const indented = (value: unknown) => JSON.stringify(value, null, 2);

type Cases = Readonly<Record<string, readonly [text: string, ids: readonly string[]]>>;

const lists: Cases = {
  nothing: ['', []],
  'an id': [a, [a]],
  'ids line by line': [`${a}\n${b}\n\n${uuid}\n`, [a, b, uuid]],
  'ids with Windows line ends': [`${a}\r\n${b}\r\n`, [a, b]],
  'ids between spaces': [`${a} ${b}   ${uuid}`, [a, b, uuid]],
  'ids between commas and semicolons': [`${a}, ${b};${uuid},`, [a, b, uuid]],
  'ids in quotes': [`"${a}", '${b}'\n\`${uuid}\``, [a, b, uuid]],
  'ids in Chinese quotes and commas': [`「${a}」，“${b}”、${uuid}；`, [a, b, uuid]],
  'a byte order mark and unseen characters': [
    `\ufeff${a}\u00a0${b}\u200b\n\u2060${uuid}`,
    [a, b, uuid],
  ],
  'an unseen character between two': [`${a}\u200b${b}`, [a, b]],
  'one id twice': [`${b}\n${a}\n${b}`, [b, a]],
  'a list with dashes': [`- ${a}\n- my_custom-id-1\n- ${b}`, [a, 'my_custom-id-1', b]],
  'a list with stars and dots': [`* ${a}\n • ${b}`, [a, b]],
  'a numbered list': [`1. ${a}\n2. my-id\n10) ${b}\n[4] ${uuid}`, [a, 'my-id', b, uuid]],
  'a list numbered in Chinese': [`1、${a}\n2、my-id`, [a, 'my-id']],
  'a list to tick off': [`- [ ] ${a}\n- [x] my-id`, [a, 'my-id']],
  'a quotation of a list': [`> - ${a}\n> - my-id`, [a, 'my-id']],
  'bold ids': [`**${a}**`, [a]],
  'a list between rules': [`---\n${a}\n***\n${b}\n===`, [a, b]],
  comments: [`# mine\n${a}\n// ${uuid}\n  # not ${uuid}\n${b}`, [a, b]],
  'a fenced block': ['```text\nmy-id\n```', ['my-id']],
  'a list of Python or JavaScript': [`['${a}', 'x-1',\n  'y-1',\n]`, [a, 'x-1', 'y-1']],
  'a list of YAML': [`[\n  "x",\n  y-1,\n  'z-1'\n]`, ['x', 'y-1', 'z-1']],
  'one name a line': ['abc123\nmy_custom-id-1\nHello', ['abc123', 'my_custom-id-1', 'Hello']],
  'a list that starts with a word': [`id, ${a}\n${b}`, [a, b]],
  'a heading': [`id\n${a}\nmy-id`, [a, 'my-id']],
  'a heading with a colon': [`Prediction IDs:\n${a}`, [a]],
};

const urls: Cases = {
  'one URL a line': [`${api}/${a}\n${web}/${b}\n`, [a, b]],
  'URLs in one line': [`${api}/${a} ${web}/${b}, ${api}/x`, [a, b, 'x']],
  'a URL and a bare id': [`${api}/x ${a}`, ['x', a]],
  'Markdown links': [`[my run](${web}/x), [${b}](${web}/${b})\n* [z](${web}/z)`, ['x', b, 'z']],
  'a link whose text is in quotes': [`["quoted"](${web}/x)`, ['x']],
  'a curl line with Windows line ends': [`curl \\\r\n  ${api}/x`, ['x']],
  'words around URLs': [`see ${web}/x and then also ${api}/y, please`, ['x', 'y']],
  'a URL without an id beside others': [`${web}/x https://a.example/ ${web}/y`, ['x', 'y']],
  'curl lines': [`curl -s ${api}/x | jq\n$ curl "${api}/y/cancel" -X POST`, ['x', 'y']],
  'a curl line of several lines': [
    `curl -s \\\n  -H 'Idempotency-Key: ${uuid}' \\\n  "${api}/x"\n${a}`,
    ['x', a],
  ],
  "a curl line of Windows' shells": [`curl ^\n  "${api}/x"\ncurl \`\n  "${api}/y"`, ['x', 'y']],
};

const jsons: Cases = {
  'an array of ids': [json([a, 'short', uuid]), [a, 'short', uuid]],
  'an array of URLs': [json([`${api}/x`, `${web}/y`]), ['x', 'y']],
  'an array of URLs as PHP writes them': [`["https:\\/\\/a.example\\/predictions\\/x"]`, ['x']],
  'an array of predictions': [json([prediction('x'), prediction('y')]), ['x', 'y']],
  'an indented array of predictions': [indented([prediction('x'), prediction('y')]), ['x', 'y']],
  'a mixed array': [json([a, `${api}/x`, prediction('y'), [{ id: 'z' }]]), [a, 'x', 'y', 'z']],
  'a page of a list': [
    indented({ next: `${api}?cursor=x`, previous: null, results: [prediction('x'), { id: 'y' }] }),
    ['x', 'y'],
  ],
  'an empty page': [json({ next: null, results: [] }), []],
  'an empty array': ['[]', []],
  'one prediction': [json(prediction('x')), ['x']],
  "DeerAPI's documented answer": [seed, [a]],
  'an object with an id alone': [json({ id: 'x' }), ['x']],
  'predictions within an object': [json({ predictions: [{ id: 'x' }, 'y'] }), ['x', 'y']],
  'a prediction within an object': [json({ data: { id: 'x', status: 'starting' } }), ['x']],
  'an object with an id and files': [json({ id: 'x', files: [{ id: 'y' }, a] }), ['x']],
  'a container with an id of its own': [json({ id: 'job', predictions: [{ id: 'x' }] }), ['x']],
  'a batch that looks like a prediction': [
    json({ id: 'batch', status: 'ok', predictions: ['x', { id: 'y' }] }),
    ['batch', 'x', 'y'],
  ],
  'rows with ids of their own': [
    json([
      { id: 7, prediction_id: 'x' },
      { predictionId: 'y', id: 'row' },
    ]),
    ['x', 'y'],
  ],
  'a prediction with a list of data': [
    json({ id: 'x', status: '', data: ['two words', 'y', { a: 1 }] }),
    ['x'],
  ],
  'an event that names its prediction': [json({ id: 1, event: { prediction_id: 'x' } }), ['x']],
  'an empty page within an object': [json({ data: { results: [] } }), []],
  'tags and notes beside predictions': [
    json({ tags: ['one', 'two'], notes: [{ a: 1 }], ids: ['x'] }),
    ['x'],
  ],
  'an array of other things': [json({ runs: [{ id: 'x' }, a, 'word'] }), ['x', a]],
  'keys of prototypes': [
    `{"__proto__":{"id":"x","status":"x"},"constructor":[{"id":"y"}],"toString":1}`,
    ['x', 'y'],
  ],
  'escapes in keys and ids': [String.raw`[{"\u0069d":"\u0078"}]`, ['x']],
  'numbers as Python writes them': ['[{"id":"x","metrics":{"a":NaN,"b":-Infinity}}]', ['x']],
  'a comma too many': ['["x","y",]', ['x', 'y']],
  'an order that an object would change': [
    '{"2":{"id":"x","status":""},"1":{"id":"y","status":""}}',
    ['x', 'y'],
  ],
  'a byte order mark and Windows line ends': [
    `\ufeff${indented([prediction('x')]).replaceAll('\n', '\r\n')}\r\n`,
    ['x'],
  ],
  'white space of a web page': [`[\u00a0"x",\u200b"y"\u3000]`, ['x', 'y']],
  'JSON lines': [`${json(prediction('x'))}\n${json({ id: 'y' })}\n`, ['x', 'y']],
  'JSON lines of strings': ['"x"\n"y-1"\n', ['x', 'y-1']],
  'JSON lines of arrays': ['["x","y"]\n["z"]', ['x', 'y', 'z']],
  'indented JSON one after another': [
    `${indented({ id: 'x' })}\n${indented({ id: 'y' })}`,
    ['x', 'y'],
  ],
  'JSON values in one line': [`{"id":"x"}, {"id":"y"} [{"id":"z"}]`, ['x', 'y', 'z']],
  'JSON and ids': [`${indented(prediction('x'))}\n${a}\n["y"]`, ['x', a, 'y']],
  'a fenced JSON': [`\`\`\`json\n${indented({ id: 'x' })}\n\`\`\``, ['x']],
  'JSON with a comment after it': ['{"id":"x"} # mine', ['x']],
  'a prediction cut off': [seed.slice(0, 900), [a]],
  'a prediction cut off at a line end': [`${indented(prediction('x')).slice(0, 40)}\n\n`, ['x']],
  'a list of predictions cut off': [
    json([prediction('x'), prediction('y')]).slice(0, -60),
    ['x', 'y'],
  ],
  'a list of ids cut off after a comma': ['["x","y",', ['x', 'y']],
  'a page that a person shortened': ['{"next":"x","results":[{"id":"y"}, ...]}', ['y']],
  'arrays with a column called id': ['["x","id","y"]\n["z"]', ['x', 'id', 'y', 'z']],
  'closing brackets too many': ['{"id":"x"}]},\n{"id":"y"}]},{"id":"z"}', ['x', 'y', 'z']],
  'a list that a person shortened': ['[{"id":"x"}, {"id":"y"}, ...]', ['x', 'y']],
};

const tables: Cases = {
  'a column of ids': [`id,status\nx,ok\n"y",failed\n`, ['x', 'y']],
  'a header in quotes': [`"status","id"\n"ok","x"`, ['x']],
  'a prediction’s and a row’s ids': [`id;Prediction ID\n1;x\n2;y`, ['x', 'y']],
  tabs: [`model\tid\nacme/model\tx`, ['x']],
  'cells with commas, quotes and lines': [
    `prompt,id\n"a cat, ""big"",\nand, 7, dogs",x\n"",y\n`,
    ['x', 'y'],
  ],
  'a quote that is never closed': [`id,size,run\nx,"5,1\ny,7,2\n`, ['x', 'y']],
  'quotes that close nothing': [`size,id\n5",x\n"6 and "7,y`, ['x', 'y']],
  'URLs as ids': [`id,status\n${api}/x,ok`, ['x']],
  'comments and empty lines': [`# export\nid,status\n\nx,ok\n,\n# ${a},ok\n`, ['x']],
  Markdown: [`| status | id |\n|---|:---:|\n| ok | x |\n| ok | [${b}](${web}/${b}) |`, ['x', b]],
  'no header': [`${a},succeeded,acme/model\n${b},failed,acme/model`, [a, b]],
  'no header, and two ids a row': [`1,${a},"a cat, sitting",${uuid}`, [a, uuid]],
  'no column of ids': [`name,run\nflux,${a}\nflux,${b}`, [a, b]],
};

const prose: Cases = {
  'a log line': [`2025-05-19T02:00:17Z INFO prediction ${a} took 8.7 s`, [a]],
  'log lines with times in brackets': [`[12:30:01] ${a} started\n[INFO] [x] ${b} done`, [a, b]],
  'a log line with JSON in it': [
    `data: {"id":"${a}","status":"x","urls":{"get":"${api}/${a}"}}`,
    [a],
  ],
  'a name and a value': [`prediction_id=${a}\nid: ${b}`, [a, b]],
  'a sentence': [`I ran ${a}, but it failed.\nThen (${b}).`, [a, b]],
  'an id that ends a sentence': [`${a}.`, [a]],
  'a sentence that lists ids': [`First ${a}, ${b}, and last ${uuid}, were slow`, [a, b, uuid]],
  'short ids between commas': ['a1b2,c3d4, my_custom-id-1', ['a1b2', 'c3d4', 'my_custom-id-1']],
};

for (const [kind, cases] of Object.entries({
  'a list of predictions': lists,
  'a list of URLs': urls,
  JSON: jsons,
  'a table': tables,
  'a text': prose,
})) {
  describe(`${kind}, where many predictions are asked for,`, () => {
    for (const [name, [text, ids]] of Object.entries(cases)) {
      it(`is understood when it holds ${name}`, () => {
        assert.deepEqual(parseReferenceList(text).ids, ids);
      });
    }
  });
}

describe('what is understood', () => {
  for (const [name, [text]] of Object.entries({ ...lists, ...urls, ...jsons, ...tables })) {
    if (name === 'no column of ids') continue;
    it(`leaves nothing over of ${name}`, () => {
      assert.deepEqual(parseReferenceList(text).notUnderstood, []);
    });
  }
});

describe('what is not understood', () => {
  const cases: Readonly<Record<string, readonly [string, readonly string[], readonly string[]]>> = {
    'words of prose': ['hello world', [], ['1 not-an-id hello world']],
    'words between commas': ['hello, world', [], ['1 not-an-id hello, world']],
    'numbers between commas': ['2024, 2025', [], ['1 not-an-id 2024, 2025']],
    'letters beyond the first 65,536': ['𝐡𝐞𝐥𝐥𝐨', [], ['1 not-an-id 𝐡𝐞𝐥𝐥𝐨']],
    'the header of a table without ids': [
      `name,run\nflux,${a}\nflux,${b}`,
      [a, b],
      ['1 not-an-id name,run'],
    ],
    'a bad item among URLs': [`${web}/x, oops, ${web}/y`, ['x', 'y'], ['1 not-an-id oops']],
    'a URL that holds another thing’s id': [
      `https://a.example/${a}.png`,
      [],
      [`1 url-without-id https://a.example/${a}.png`],
    ],
    'short names between spaces': ['a1b2 c3d4', [], ['1 not-an-id a1b2 c3d4']],
    'a short list with a word among it': ['a1b2,c3d4,oops', [], ['1 not-an-id a1b2,c3d4,oops']],
    '26 letters without a digit, or digits alone': [
      `word abcdefghijklmnopqrstuvwxyz\nno ${'1'.repeat(26)}`,
      [],
      ['1 not-an-id word abcdefghijklmnopqrstuvwxyz', `2 not-an-id no ${'1'.repeat(26)}`],
    ],
    'what is longer than an id': [`word ${a}0 ${a}-x`, [], [`1 not-an-id word ${a}0 ${a}-x`]],
    'several ids among more words, as one may be a request’s': [
      `get ${uuid} for ${a}`,
      [],
      [`1 several-ids get ${uuid} for ${a}`],
    ],
    'a bad item among ids': [`${a}, oops, ${b}`, [a, b], ['1 not-an-id oops']],
    'a bad item between spaces': [`${a} ${b}x ${uuid}`, [a, uuid], [`1 not-an-id ${b}x`]],
    'an id that is too long': ['x'.repeat(129), [], [`1 too-long ${'x'.repeat(79)}…`]],
    'a URL without an id': [
      'https://replicate.com/explore',
      [],
      ['1 url-without-id https://replicate.com/explore'],
    ],
    'a command without an id': [
      `curl -X POST ${api}`,
      [],
      [`1 url-without-id curl -X POST ${api}`],
    ],
    'items of a list': [
      `x\n\n- [ ] two words\r\ny\r\n  3.5 s`,
      ['x', 'y'],
      ['3 not-an-id two words', '5 not-an-id 3.5 s'],
    ],
    'items of an array': [
      '["x", "two words", 7,\n null, "", "https://a.example/", {"a":1}, "y", "\\x"]',
      ['x', 'y'],
      [
        '1 not-an-id "two words"',
        '1 not-an-id 7',
        '2 not-an-id null',
        '2 empty ""',
        '2 url-without-id "https://a.example/"',
        '2 json-without-id {"a":1}',
        '2 not-an-id "\\x"',
      ],
    ],
    'items of a page': [
      indented({ results: [{ id: '../x' }, { id: 'y' }, { status: 'x' }] }),
      ['y'],
      ['3 json-without-id { "id": "../x" }', '9 json-without-id { "status": "x" }'],
    ],
    'JSON without an id': ['{"a":{"id":"x"}}', [], ['1 json-without-id {"a":{"id":"x"}}']],
    'a line cut off among JSON lines': [
      '{"id":"x"}\n{"id":"y","sta\n{"id":"z"}',
      ['x', 'z'],
      ['2 json-without-id {"id":"y","sta'],
    ],
    'a line without its bracket among JSON lines': [
      '{"id":"x"}\n{"id":"y"\n{"id":"z"}',
      ['x', 'z'],
      ['2 json-without-id {"id":"y"'],
    ],
    'a first line cut off within a key': ['{"id\n{"id":"y"}', ['y'], ['1 json-without-id {"id']],
    'a line cut off within an output, and nothing of the next': [
      '{"id":"x","output":["a",\n{"id":"y"}\n{"id":"z","input":\n{"id":"last"}',
      ['y', 'last'],
      ['1 json-without-id {"id":"x","output":["a",', '3 json-without-id {"id":"z","input":'],
    ],
    'a broken item of an indented array': [
      '[\n  {"id":"x"},\n  {"id":"y" oops},\n  {"id":"z"}\n]',
      ['x', 'z'],
      ['3 json-without-id {"id":"y" oops},'],
    ],
    'a line cut off after a backslash': [
      '{"id":"x\\\n{"id":"y"}',
      ['y'],
      ['1 json-without-id {"id":"x\\'],
    ],
    'a line cut off within its URLs': [
      '{"id":"x","urls":{"get":\n{"id":"y"}',
      ['y'],
      ['1 json-without-id {"id":"x","urls":{"get":'],
    ],
    'an indented prediction that is broken': [
      '[\n  {\n    "id": "x",\n    "tags": ~,\n    "a"\n  },\n  {\n    "id": "y"\n  }\n]',
      ['y'],
      ['2 json-without-id {'],
    ],
    'a broken prediction whose next line is bad, too': [
      '{\n  "id": "x",\n  oops\n  oops\n}\ny',
      ['y'],
      ['1 json-without-id {'],
    ],
    'the rest of a broken list': ['[{"id":"x"}, oops]\ny', ['x', 'y'], ['1 not-an-id oops]']],
    'an item of a broken page': [
      '{"results":[{"id":"x"},\n"two words"], ~',
      ['x'],
      ['1 json-without-id {"results":[{"id":"x"},', '2 not-an-id "two words"'],
    ],
    'a broken prediction, and no file of it': [
      '{"id":"x","files":[{"id":"no"}],"data":["two words"],\n{"id":"y"}',
      ['y'],
      ['1 json-without-id {"id":"x","files":[{"id":"no"}],"data":["two words"],'],
    ],
    'JSON whose output holds a list': [
      '{"output":{"data":[{"a":1}]}}',
      [],
      ['1 json-without-id {"output":{"data":[{"a":1}]}}'],
    ],
    'after returns alone': ['x\rtwo words\ry', ['x', 'y'], ['2 not-an-id two words']],
    'a broken item that holds a list': [
      '{"id":"x","data":["y", ~\n["z"]',
      ['z'],
      ['1 json-without-id {"id":"x","data":["y", ~'],
    ],
    'the id at which a list is cut off': ['["x","y', ['x'], ['1 not-an-id "y']],
    'the prediction at which a list is cut off': [
      '[{"id":"x"},{"id":"y',
      ['x'],
      ['1 json-without-id {"id":"y'],
    ],
    'rows of a table': [
      'status,id\nok,x\nok,\n"a\nb",two words\nok,y\nfailed',
      ['x', 'y', 'failed'],
      ['3 empty ok,', '4 not-an-id "a b",two words'],
    ],
    'control characters and colours': [
      '\u001b[31mnot\u0007 an\u202e id\u001b[0m',
      [],
      ['1 not-an-id not an id'],
    ],
  };
  for (const [name, [text, ids, pieces]] of Object.entries(cases)) {
    it(`is named with its line when it is ${name}`, () => {
      const list = parseReferenceList(text);
      assert.deepEqual(list.ids, ids);
      const told = list.notUnderstood.map(
        (piece) => `${piece.line} ${piece.problem} ${piece.text}`,
      );
      assert.deepEqual(told, pieces);
      assert.equal(list.furtherNotUnderstood, 0);
    });
  }

  it('is named a thousand times, and the rest is counted', () => {
    const lines = parseReferenceList('two words\n'.repeat(1234));
    assert.equal(lines.notUnderstood.length, 1000);
    assert.equal(lines.notUnderstood.at(-1)?.line, 1000);
    assert.equal(lines.furtherNotUnderstood, 234);
    const items = parseReferenceList(`two words\n${json(['x', ...Array<number>(1234).fill(7)])}`);
    assert.equal(items.notUnderstood.length, 1000);
    assert.equal(items.furtherNotUnderstood, 235);
  });
});

describe('a prediction’s JSON', () => {
  it('gives no other id than its own, whatever it holds', () => {
    for (const key of ['input', 'output']) {
      const text = json({
        [key]: { predictions: [{ id: 'y', status: 'x' }] },
        id: 'x',
        status: '',
      });
      assert.deepEqual(parseReferenceList(text).ids, ['x']);
      assert.deepEqual(parseReferenceList(text).notUnderstood, []);
    }
  });
});

describe('any text', () => {
  const usualId = fc.oneof(
    fc.stringMatching(/^[a-z0-9]{26}$/).filter((id) => /[a-z]/.test(id) && /\d/.test(id)),
    fc.uuid(),
  );
  const someIds = fc.uniqueArray(usualId, { minLength: 1, maxLength: 30 });
  const separator = fc
    .array(
      fc.constantFrom(' ', '\n', '\r\n', '\t', ',', ';', '，', '、', '；', '\u00a0', '\u200b'),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => parts.join(''));
  const quote = fc.constantFrom('', '"', "'", '`', '*');

  const formats: Readonly<Record<string, (ids: readonly string[]) => string>> = {
    lines: (ids) => ids.join('\n'),
    commas: (ids) => ids.join(','),
    'a JSON array': json,
    'an indented JSON array': indented,
    'a JSON array of predictions': (ids) => indented(ids.map(prediction)),
    'a JSON array of URLs': (ids) => json(ids.map((id) => `${api}/${id}/cancel`)),
    'a page of a list': (ids) => json({ next: api, results: ids.map(prediction), previous: null }),
    'JSON lines': (ids) => ids.map((id) => json(prediction(id))).join('\n'),
    CSV: (ids) =>
      ['status,id,prompt', ...ids.map((id) => `ok,${id},"a, ""b""\n${uuid}"`)].join('\n'),
    'a bullet list': (ids) => ids.map((id) => `- ${id}`).join('\r\n'),
    'a numbered list of links': (ids) => ids.map((id, at) => `${at}. [x](${web}/${id})`).join('\n'),
    URLs: (ids) => ids.map((id) => `${api}/${id}`).join('\n'),
    'URLs in one line': (ids) => ids.map((id) => `${api}/${id}`).join(' '),
    'a log': (ids) => ids.map((id) => `[12:30:01] prediction ${id}: 7 %`).join('\n'),
  };

  for (const [name, format] of Object.entries(formats)) {
    it(`gives exactly the ids that it holds as ${name}, in order`, () => {
      fc.assert(
        fc.property(someIds, (ids) => {
          const list = parseReferenceList(format(ids));
          assert.deepEqual(list, {
            ids,
            furtherIds: 0,
            notUnderstood: [],
            furtherNotUnderstood: 0,
          });
        }),
      );
    });
  }

  it('gives exactly the ids that it holds between any separators', () => {
    const texts = fc.array(fc.tuple(usualId, quote, separator), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(texts, separator, (parts, before) => {
        const text = before + parts.map(([id, mark, after]) => mark + id + mark + after).join('');
        const ids = [...new Set(parts.map(([id]) => id))];
        assert.deepEqual(parseReferenceList(text), {
          ids,
          notUnderstood: [],
          furtherIds: 0,
          furtherNotUnderstood: 0,
        });
      }),
    );
  });

  it('gives the first of its ids when it is JSON that is cut off anywhere', () => {
    const lists = fc.constantFrom(
      'a JSON array',
      'a page of a list',
      'a JSON array of predictions',
    );
    fc.assert(
      fc.property(someIds, lists, fc.nat(), (ids, name, place) => {
        const text = formats[name]?.(ids) ?? '';
        const found = parseReferenceList(text.slice(0, place % text.length)).ids;
        assert.deepEqual(found, ids.slice(0, found.length));
      }),
    );
  });

  it('gives all other ids when a line of JSON lines is cut off anywhere', () => {
    fc.assert(
      fc.property(someIds, fc.nat(), fc.nat(), (ids, at, place) => {
        const lines = [...ids, uuid].map((id) => json(prediction(id)));
        const broken = at % ids.length;
        const line = lines[broken] ?? '';
        lines[broken] = line.slice(0, 1 + (place % (line.length - 1)));
        const list = parseReferenceList(lines.join('\n'));
        assert.deepEqual(list.ids, [...ids.toSpliced(broken, 1), uuid]);
        assert.deepEqual(
          list.notUnderstood.map(({ line: number, problem }) => [number, problem]),
          [[broken + 1, 'json-without-id']],
        );
      }),
    );
  });

  it('never makes it throw, and gives fair ids, each once', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"',
        "'",
        '\\',
        '\n',
        '\r',
        ' ',
        '|',
        '`',
        '#',
        '//',
        '-',
        '1.',
      ],
      ...[
        '"id"',
        '"status"',
        '"input"',
        '"results"',
        'id,status\n',
        '```',
        ' \\\n',
        'null',
        '7',
        '\ud800',
      ],
      ...[a, b, uuid, `${api}/x`, 'word', '__proto__', '，', '\u200b', '---', '"\\u'],
    );
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const { ids, notUnderstood, furtherNotUnderstood } = parseReferenceList(text);
        for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{1,128}$/);
        assert.equal(new Set(ids).size, ids.length);
        assert.equal(furtherNotUnderstood, 0);
        for (const { line, text: shown } of notUnderstood) {
          assert.ok(line >= 1 && line <= text.split(/\r\n?|\n/).length);
          assert.ok(shown.length <= 80 && !shown.includes('\n'));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a text of any size', () => {
  const hostile = [
    ...[
      'a b ',
      'a1,',
      'a\n',
      'x y\n',
      `${a}, `,
      `${a}\n`,
      `${api}/x `,
      '/predictions/a%',
      '- ',
      '1. ',
      '> ',
    ],
    ...[
      '{',
      '[',
      '[\n',
      '{\n',
      '{"a":\n',
      '["a",\n',
      '["a"]',
      '["a"]x',
      '{"a":1}x',
      '{"a" 1}\n',
      '[{"a":1}~',
    ],
    ...[
      '{"id":"x","status":"","a":',
      '{"id":"x","data":[',
      '[{"id":"x"},',
      '["a"]]]]',
      '{"a":"\\',
      '"\n',
    ],
    ...['curl \\\n', '[a](b) ', '(', '"', '\\', '\r', '\u200b', '---\n', '你好，', '{"input":\n'],
  ];
  const tables = ['"a""\n', 'a,"x""\n', '"",""x\n', '"', '""', 'a,"', '"x\n', '|'];
  const texts = [
    ...hostile.map((piece) => (length: number) => filled(piece, length)),
    ...tables.map((piece) => (length: number) => `x,id\n${filled(piece, length)}`),
    (length: number) => `[${filled('7,', length)}`,
    (length: number) => `["x"${filled(' ', length)}`,
    (length: number) => filled('[', length / 2) + filled(']', length / 2),
  ];

  it('takes time by its length, and never by its square', function () {
    this.timeout(60_000);
    for (const text of texts) assertLinear(text, 50_000);
  });

  it('takes time by its length, however long its only line is', function () {
    this.timeout(60_000);
    // A search for a line's end is so quick that its repetition shows only in a long text.
    for (const piece of ['["a"]', '{"a":1}', `{"id":"x"},`]) {
      assertLinear((length) => filled(piece, length), 250_000);
    }
  });

  it('does not overflow the stack', function () {
    this.timeout(60_000);
    for (const piece of ['a', '- ', '[', '{"a":', ']']) {
      assert.doesNotThrow(() => parseReferenceList(filled(piece, 10_000_000)), piece);
    }
    assert.doesNotThrow(() => parseReferenceList(`["${filled('\\"', 10_000_000)}`));
  });

  it('may be nested 100,000 deep, and what stands around that is read', () => {
    const deep = '['.repeat(99_990) + '"y"' + ']'.repeat(99_990);
    assert.deepEqual(parseReferenceList(`[{"id":"x"},${deep},"z"]`).ids, ['x', 'y', 'z']);
    assert.deepEqual(parseReferenceList(`{"id":"x","input":${deep}}`).ids, ['x']);
    const tooDeep = '['.repeat(200_000) + ']'.repeat(200_000);
    assert.deepEqual(parseReferenceList(`{"id":"x","input":${tooDeep}}\n{"id":"z"}`).ids, ['z']);
  });

  it('may hold 100,000 ids', () => {
    const ids = Array.from({ length: 100_000 }, (_, at) => `${a.slice(0, 20)}${100_000 + at}`);
    assert.deepEqual(parseReferenceList(ids.join('\n')).ids, ids);
    assert.deepEqual(parseReferenceList(json(ids)).ids, ids);
  });

  it('gives the first 100,000 ids, and counts the rest', () => {
    const ids = Array.from({ length: 100_003 }, (_, index) => `id-${index}`);
    const list = parseReferenceList([...ids, ...ids].join('\n'));
    assert.equal(list.ids.length, 100_000);
    assert.equal(list.ids.at(-1), 'id-99999');
    assert.equal(list.furtherIds, 3);
  });

  it('is not kept in memory by the ids that were found in it', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const memory = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = memory();
    const found = [0, 1, 2, 3].map((at) => {
      const text = `["${a.slice(0, 25)}${at}", "${filled('x', 10_000_000)}"]`;
      return parseReferenceList(text).ids;
    });
    const kept = memory() - before;
    // The engine itself keeps the last text that a pattern has matched.
    assert.ok(kept < 20_000_000, `${kept} bytes`);
    assert.equal(found.flat().length, 4);
  });

  function filled(piece: string, length: number): string {
    return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  }

  function assertLinear(text: (length: number) => string, length: number): void {
    const small = Math.min(parse(text(length)), parse(text(length)));
    // Sixteen times the length would be 256 times the work; the shortest times are mostly chance.
    const isTooSlow = () => parse(text(16 * length)) > 64 * Math.max(small, 10);
    assert.ok(!isTooSlow() || !isTooSlow(), text(20));
  }

  /** Milliseconds of the processor. */
  function parse(text: string): number {
    const before = process.cpuUsage().user;
    parseReferenceList(text);
    return (process.cpuUsage().user - before) / 1000;
  }
});
