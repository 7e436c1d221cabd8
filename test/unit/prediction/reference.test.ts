import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import { isCertainReference, parseReference } from '../../../src/prediction/reference';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const uuid = '6f1c2b7e-3d94-4a58-9b0e-d1a7c4e85f23';
const seed = readFileSync(path.join(__dirname, '../../fixtures/seed-prediction.json'), 'utf8');

const pastes: Readonly<Record<string, string>> = {
  'an id': id,
  'an id with white space around it': `\n\t ${id} \r\n`,
  'an id in double quotes': `"${id}"`,
  'an id in single quotes and a comma': `'${id}',`,
  'an id in typographic quotes': `“${id}”`,
  'an id in backticks': `\`${id}\``,
  'an id in angle brackets': `<${id}>`,
  'an API URL': `https://api.deerapi.com/replicate/v1/predictions/${id}`,
  "Replicate's API URL": `https://api.replicate.com/v1/predictions/${id}`,
  'a cancel URL': `https://api.replicate.com/v1/predictions/${id}/cancel`,
  'an API URL with a query and a hash': `https://a.example/predictions/${id}?x=1#top`,
  'a path alone': `/predictions/${id}`,
  'a web URL': `https://replicate.com/p/${id}`,
  'a web URL with www': `https://www.replicate.com/p/${id}`,
  "a model page's URL": `https://replicate.com/acme/model?prediction=${id}&output=json`,
  'a URL with prediction_id': `https://a.example/run?prediction_id=${id}`,
  'a quoted URL': `"https://api.deerapi.com/replicate/v1/predictions/${id}"`,
  'a curl line': `curl -s -H "Authorization: Bearer $KEY" https://api.deerapi.com/replicate/v1/predictions/${id}`,
  'a curl line of several lines': `curl \\\n  -H 'Accept: application/json' \\\n  'https://api.deerapi.com/replicate/v1/predictions/${id}'`,
  'an answer as JSON': JSON.stringify({ id, status: 'succeeded' }),
  'an answer in an array': JSON.stringify([{ id }]),
  "DeerAPI's documented answer": seed,
  'an answer cut off in the middle': seed.slice(0, 900),
  'an answer with another id inside': JSON.stringify({ input: { id: 'other' }, id }),
};

const problems: Readonly<Record<string, readonly [string, string]>> = {
  nothing: ['', 'empty'],
  'white space and quotes alone': [' "" \n', 'empty'],
  'a model’s name': ['acme/sdxl-1.0', 'model-name'],
  'a model’s name and version': [`acme/sdxl:${'0'.repeat(64)}`, 'model-name'],
  'a path to a file': ['/home/me/ids.txt', 'url-without-id'],
  'a URL without an id': ['https://replicate.com/explore', 'url-without-id'],
  'a URL that ends before the id': ['https://a.example/predictions/', 'url-without-id'],
  'a URL whose id is too long': [
    `https://a.example/predictions/${'a'.repeat(129)}`,
    'url-without-id',
  ],
  'a URL whose id has an encoded character': [
    'https://a.example/predictions/a%20b',
    'url-without-id',
  ],
  'JSON without an id': ['{"status":"succeeded"}', 'json-without-id'],
  'JSON whose id is a number': ['{"id":7}', 'json-without-id'],
  'JSON whose id is no fair id': ['{"id":"../etc/passwd"}', 'json-without-id'],
  'an array of several predictions': ['[{"id":"a"},{"id":"b"}]', 'json-without-id'],
  'an empty array': ['[]', 'json-without-id'],
  'JSON cut off before its id': ['{"status": "succ', 'json-without-id'],
  'an id that is too long': ['a'.repeat(129), 'too-long'],
  'two words': ['two words', 'not-an-id'],
  'a name with a dot': ['prediction.json', 'not-an-id'],
  'letters that look like plain ones': ['аbс', 'not-an-id'],
};

describe('what was pasted', () => {
  for (const [name, pasted] of Object.entries(pastes)) {
    it(`names its prediction when it is ${name}`, () => {
      assert.deepEqual(parseReference(pasted), { id });
    });
  }

  it('names its prediction by a UUID', () => {
    assert.deepEqual(parseReference(uuid), { id: uuid });
    assert.deepEqual(parseReference(`https://a.example/predictions/${uuid}/`), { id: uuid });
  });

  it('keeps the case of an id', () => {
    assert.deepEqual(parseReference('AbC_d-9'), { id: 'AbC_d-9' });
  });

  it('may be an id of the greatest length', () => {
    assert.deepEqual(parseReference('a'.repeat(128)), { id: 'a'.repeat(128) });
  });

  for (const [name, [pasted, problem]] of Object.entries(problems)) {
    it(`is answered with ${problem} when it is ${name}`, () => {
      assert.deepEqual(parseReference(pasted), { problem });
    });
  }

  it('never makes it throw, and any id that it gives is a fair one', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.webUrl({ withQueryParameters: true }),
      fc.string().map((text) => `https://replicate.com/predictions/${text}`),
      fc.string().map((text) => `{"id":"${text}"`),
    );
    fc.assert(
      fc.property(anything, (pasted) => {
        const reference = parseReference(pasted);
        if ('id' in reference) assert.match(reference.id, /^[A-Za-z0-9_-]{1,128}$/);
        assert.equal(typeof isCertainReference(pasted), 'boolean');
      }),
    );
  });

  it('gives any fair id back from any of the wrappings', () => {
    const fairId = fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/);
    const wrap = fc.constantFrom(
      (fair: string) => fair,
      (fair: string) => ` '${fair}' `,
      (fair: string) => `https://api.deerapi.com/replicate/v1/predictions/${fair}`,
      (fair: string) => `https://replicate.com/p/${fair}`,
      (fair: string) => `curl -H "A: b" "https://a.example/v1/predictions/${fair}" | jq`,
      (fair: string) => JSON.stringify({ input: { id: 'inner' }, id: fair }),
      (fair: string) => `{"id": "${fair}", "logs": "cut he`,
    );
    fc.assert(
      fc.property(fairId, wrap, (fair, wrapped) => {
        assert.deepEqual(parseReference(wrapped(fair)), { id: fair });
      }),
    );
  });

  it('gives any fair id back, whatever white space, quotes and commas are around it', () => {
    const fairId = fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/);
    const noise = fc.string({
      unit: fc.constantFrom(...Array.from(' \n\r\t\u00a0\u3000\ufeff"\'`“”‘’<>,;')),
      maxLength: 12,
    });
    fc.assert(
      fc.property(noise, fairId, noise, (before, fair, after) => {
        assert.deepEqual(parseReference(fair), { id: fair });
        assert.deepEqual(parseReference(before + fair + after), { id: fair });
      }),
    );
  });

  it('gives no id of a text with other characters than ids have', () => {
    const others = fc.stringMatching(
      /^[A-Za-z0-9_-]{0,9}[^\w\s"'`“”‘’<>,;/[{-][A-Za-z0-9_-]{0,9}$/,
    );
    fc.assert(
      fc.property(others, (text) => {
        assert.deepEqual(parseReference(text), { problem: 'not-an-id' });
      }),
    );
  });

  it('gives the id of its URL, whatever stands before and after the path', () => {
    const fairId = fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/);
    const origin = fc.webUrl({ withFragments: false }).map((url) => new URL(url).origin);
    const rest = fc.constantFrom('', '/', '/cancel', '?x=1', '#top', '")', '.', ' -H "A: b"');
    fc.assert(
      fc.property(origin, fairId, rest, (before, fair, after) => {
        assert.deepEqual(parseReference(`${before}/v1/predictions/${fair}${after}`), { id: fair });
      }),
    );
  });

  it('may be of any size', () => {
    const long = 'a'.repeat(10_000_000);
    assert.deepEqual(parseReference(long), { problem: 'too-long' });
    assert.deepEqual(parseReference(`${long} ${long}`), { problem: 'not-an-id' });
    assert.deepEqual(parseReference('['.repeat(100_000)), { problem: 'json-without-id' });
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.deepEqual(parseReference(`{"input":${deep},"id":"x"}`), { id: 'x' });
  });

  it('is read before a person loses patience, however much white space it holds', () => {
    const pasted = `a${' '.repeat(60_000)}a`;
    assert.deepEqual(parseReference(pasted), { problem: 'not-an-id' });
  });
});

describe('the clipboard', () => {
  for (const text of [id, uuid, `https://replicate.com/p/${id}`, seed]) {
    it(`is offered unasked when it holds ${text.slice(0, 40).replaceAll('\n', ' ')}`, () => {
      assert.equal(isCertainReference(text), true);
    });
  }

  for (const text of [
    '',
    'password',
    'two words',
    'https://example.com/',
    '{"a":1}',
    'a'.repeat(25),
  ]) {
    it(`is left alone when it holds “${text}”`, () => {
      assert.equal(isCertainReference(text), false);
    });
  }
});
