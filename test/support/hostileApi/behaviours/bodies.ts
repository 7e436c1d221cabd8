import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

import { behaviour, type Answer, type Behaviour } from '../behaviour';
import { endedText, fairText, sendJson } from '../fair';
import { sentences } from '../sentences';
import { pour } from '../wire';

const megabyte = 1024 * 1024;

/** Answers of 200 whose body is not what it should be. */
export const bodies: readonly Behaviour[] = [
  broken('body-blank', 'a body of nothing but white space', () => ' \r\n\t ', sentences.empty),
  broken('body-text', 'plain text', () => 'upstream ok'),
  broken('body-cut-in-letter', 'JSON that ends within a letter', (id) => {
    const bytes = Buffer.from(fairText(id, { logs: '鹿' }));
    return bytes.subarray(0, bytes.indexOf('鹿') + 1);
  }),
  broken('body-two-answers', 'two answers, one behind the other', (id) => fairText(id).repeat(2)),
  broken('body-utf-16', 'UTF-16 without a word', (id) => Buffer.from(fairText(id), 'utf16le')),
  broken('body-nul', 'a raw NUL within a text', (id) =>
    fairText(id, { logs: '!' }).replace('!', '\0'),
  ),
  broken('body-nan', 'NaN, as Python writes it', (id) =>
    fairText(id, { metrics: { predict_time: 0 } }).replace(
      '"predict_time":0',
      '"predict_time":NaN',
    ),
  ),
  broken('body-single-quotes', 'single quotes', (id) => fairText(id).replaceAll('"', "'")),
  broken('body-open-brackets', 'a hundred thousand brackets that nobody closes', () =>
    '['.repeat(100_000),
  ),
  strange('body-null', 'null', () => 'null'),
  strange('body-number', 'a number', () => '7'),
  strange('body-string', 'a text', () => '"succeeded"'),
  strange('body-list-of-it', 'the prediction in a list', (id) => `[${fairText(id)}]`),
  strange(
    'body-wrapped',
    'the prediction within another object',
    (id) => `{"data":${fairText(id)}}`,
  ),
  strange('body-no-status', 'no status', (id) => fairText(id, { status: undefined })),
  strange('body-no-id', 'no id', (id) => fairText(id, { id: undefined })),
  strange('body-id-in-capitals', 'its id in capitals', (id) => fairText(id.toUpperCase())),
  strange('body-id-longer', 'an id that begins like it', (id) => fairText(`${id}0`)),
  strange('body-id-number', 'a number for its id', (id) => fairText(id, { id: 7 })),
  running('body-bom', 'a byte order mark in front', (id) => `\ufeff${fairText(id)}`),
  running('body-invalid-utf-8', 'bytes that are no UTF-8', (id) => {
    const [before = '', after = ''] = fairText(id, { logs: 'a!b' }).split('!');
    return Buffer.concat([
      Buffer.from(before),
      Buffer.from([0xff, 0xfe, 0xc0]),
      Buffer.from(after),
    ]);
  }),
  running('body-lone-surrogates', 'halves of letters, escaped', (id) =>
    fairText(id, { logs: '\ud83e', model: 'a/\udd8c', error: '\ud800' }),
  ),
  running('body-same-name-twice', 'the same names twice: the last ones count', (id) =>
    fairText(id).replace('{', '{"id":"other","status":"failed","logs":7,'),
  ),
  running('body-proto', 'names that every object has', (id) => fairText(id).replace('{', poison)),
  running('body-numbers-as-text', 'texts for numbers, truth and times', (id) =>
    fairText(id, {
      metrics: { predict_time: '8.7', total_time: 'long' },
      data_removed: 'true',
      created_at: '1747620017',
    }),
  ),
  running('body-no-dates', 'dates that are none', (id) =>
    fairText(id, { created_at: 'yesterday', started_at: {}, completed_at: -1e300 }),
  ),
  running('body-far-dates', 'dates of other ages', (id) =>
    fairText(id, { created_at: '-271821-04-20T00:00:00Z', started_at: '+275760-09-13T00:00:00Z' }),
  ),
  ended('body-deep', 'an input, an output and an error, nested a hundred thousand times', (id) =>
    endedText(id, { input: '!1', output: '!2', error: '!3' })
      .replace('"!1"', deep('{"a":', '}'))
      .replace('"!2"', deep('[', ']'))
      .replace('"!3"', deep('[{"a":', '}]')),
  ),
  ended('body-many-names', 'a hundred thousand names that nobody knows', (id) => {
    const names = Array.from({ length: 100_000 }, (_, index) => `"x${index}":${index}`);
    return endedText(id).replace('{', `{${names.join(',')},`);
  }),
  running('body-long-line', 'a log of one line of a million letters', (id) =>
    fairText(id, { logs: 'x'.repeat(1_000_000) }),
  ),
  endless('body-without-end', 'hundreds of megabytes', (_, response) => {
    response.writeHead(200);
    pour(response, Buffer.alloc(megabyte, ' '), 300);
  }),
  endless('bomb-gzip', 'a gigabyte of blanks, as a megabyte of gzip', (_, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    pour(
      response,
      once('gzip', () => gzipSync(blanks(16))),
      64,
    );
  }),
  endless('bomb-deflate', 'two hundred megabytes of blanks, as deflate', (_, response) => {
    const bomb = once('deflate', () => deflateSync(blanks(200), { level: 1 }));
    sendJson(response, bomb, { 'Content-Encoding': 'deflate' });
  }),
  endless('bomb-br', 'two hundred megabytes of blanks, as Brotli', (_, response) => {
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 1 };
    const bomb = once('br', () => brotliCompressSync(blanks(200), { params: quality }));
    sendJson(response, bomb, { 'Content-Encoding': 'br' });
  }),
];

const poison =
  '{"__proto__":{"polluted":1,"status":"failed"},"constructor":{"prototype":{"polluted":1}},' +
  '"metrics":{"__proto__":{"polluted":1},"toString":1},"input":{"__proto__":{"polluted":1}},';

type Body = (id: string) => string | Uint8Array;
type Facts = Pick<Behaviour, 'sees' | 'asks'>;

function row(facts: Facts, id: string, does: string, body: Body): Behaviour {
  return behaviour({ id, does, ...facts }, (ask, response) => {
    sendJson(response, body(ask.id));
  });
}

function broken(id: string, does: string, body: Body, sees: string = sentences.broken): Behaviour {
  return row({ sees, asks: 'backs off' }, id, does, body);
}

function strange(id: string, does: string, body: Body): Behaviour {
  return row({ sees: sentences.unknown, asks: 'once' }, id, does, body);
}

function running(id: string, does: string, body: Body): Behaviour {
  return row({ sees: 'processing', asks: 'follows' }, id, does, body);
}

function ended(id: string, does: string, body: Body): Behaviour {
  return row({ sees: 'succeeded · 8.7 s', asks: 'once' }, id, does, body);
}

function endless(id: string, does: string, answer: Answer): Behaviour {
  return behaviour({ id, does, sees: sentences.tooLarge, asks: 'once' }, answer);
}

function deep(open: string, close: string): string {
  const depth = 100_000;
  return `${open.repeat(depth)}7${close.repeat(depth)}`;
}

function blanks(megabytes: number): Uint8Array {
  return Buffer.alloc(megabytes * megabyte, ' ');
}

const made = new Map<string, Uint8Array>();

/** It takes its time. */
function once(name: string, make: () => Uint8Array): Uint8Array {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known;
}
