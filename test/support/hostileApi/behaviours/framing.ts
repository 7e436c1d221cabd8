import type { Answer, Behaviour } from '../behaviour';
import { fairText } from '../fair';
import { sentences } from '../sentences';
import { chunk, head, writeAndReset, writeAndWait, writeRaw } from '../wire';

const chunked = 'Transfer-Encoding: chunked';

/** Answers whose lengths, heads and ends are not as HTTP has them. */
export const framing: readonly Behaviour[] = [
  lost('length-longer', 'promises more bytes than it sends', ({ id }, to) => {
    writeRaw(to, head('200 OK', 'Content-Length: 9999'), fairText(id));
  }),
  row('length-shorter', 'sends more bytes than it promised', sentences.empty, ({ id }, to) => {
    writeRaw(to, head('200 OK', 'Content-Length: 10'), fairText(id));
  }),
  row('length-zero', 'promises nothing, and sends an answer', sentences.empty, ({ id }, to) => {
    writeRaw(to, head('200 OK', 'Content-Length: 0'), fairText(id));
  }),
  unreadable('length-negative', 'a negative length', ({ id }, to) => {
    writeRaw(to, head('200 OK', 'Content-Length: -1'), fairText(id));
  }),
  unreadable('length-word', 'a word for its length', ({ id }, to) => {
    writeRaw(to, head('200 OK', 'Content-Length: long'), fairText(id));
  }),
  unreadable('length-huge', 'a length beyond all numbers', ({ id }, to) => {
    writeRaw(to, head('200 OK', `Content-Length: ${'9'.repeat(40)}`), fairText(id));
  }),
  unreadable('length-twice', 'two lengths', ({ id }, to) => {
    writeRaw(to, head('200 OK', 'Content-Length: 5', 'Content-Length: 6'), fairText(id));
  }),
  running('length-none', 'no length: the end of the connection is the end', ({ id }, to) => {
    writeRaw(to, head('200 OK'), fairText(id));
  }),
  running('chunks-one-letter', 'a chunk for each letter', ({ id }, to) => {
    const parts = Array.from(fairText(id), (letter) => chunk(letter)).join('');
    writeRaw(to, head('200 OK', chunked), parts, '0\r\n\r\n');
  }),
  running('chunks-extensions', 'chunks with extensions', ({ id }, to) => {
    const part = chunk(fairText(id), ';name=value;other="text"');
    writeRaw(to, head('200 OK', chunked), part, '0\r\n\r\n');
  }),
  running('chunks-trailers', 'headers behind the chunks', ({ id }, to) => {
    const trailers = '0\r\nX-Checksum: 7\r\nStatus: 500\r\n\r\n';
    writeRaw(to, head('200 OK', chunked), chunk(fairText(id)), trailers);
  }),
  lost('chunks-cut', 'chunks without an end', ({ id }, to) => {
    writeRaw(to, head('200 OK', chunked), chunk(fairText(id)));
  }),
  lost('chunks-cut-in-chunk', 'a chunk that breaks off', ({ id }, to) => {
    writeRaw(to, head('200 OK', chunked), chunk(fairText(id)).slice(0, 50));
  }),
  lost('chunks-no-sizes', 'chunks without their sizes', ({ id }, to) => {
    writeRaw(to, head('200 OK', chunked), fairText(id));
  }),
  lost('chunks-huge-size', 'a chunk of more bytes than there are', ({ id }, to) => {
    writeRaw(to, head('200 OK', chunked), 'FFFFFFFFFFFFFFFFF\r\n', fairText(id));
  }),
  running('http-1.0', 'HTTP/1.0', ({ id }, to) => {
    writeRaw(to, `HTTP/1.0 200 OK\r\n\r\n${fairText(id)}`);
  }),
  unreadable('http-0.9', 'a body without any head', ({ id }, to) => {
    writeRaw(to, fairText(id));
  }),
  unreadable('http-2', 'the beginning of HTTP/2', (_, to) => {
    writeRaw(to, Buffer.from('000012040000000000000300000064', 'hex'));
  }),
  unreadable('head-ssh', 'the greeting of another protocol', (_, to) => {
    writeRaw(to, 'SSH-2.0-OpenSSH_9.2\r\n');
  }),
  unreadable('head-status-word', 'a word for its status', ({ id }, to) => {
    writeRaw(to, head('fine OK'), fairText(id));
  }),
  running('head-status-text-odd', 'control characters in its status text', ({ id }, to) => {
    writeRaw(to, head('200 \u001b[31mOK\u0007'), fairText(id));
  }),
  unreadable('head-control-characters', 'control characters in a header', ({ id }, to) => {
    writeRaw(to, head('200 OK', 'X-Odd: a\u0000b'), fairText(id));
  }),
  unreadable('head-no-colon', 'a header that is none', ({ id }, to) => {
    writeRaw(to, head('200 OK', 'what is this'), fairText(id));
  }),
  unreadable('head-huge', 'a header of a megabyte', ({ id }, to) => {
    writeRaw(to, head('200 OK', `X-Long: ${'x'.repeat(1_000_000)}`), fairText(id));
  }),
  running('head-many', 'a thousand headers, and a name that all objects have', ({ id }, to) => {
    const many = Array.from({ length: 1000 }, (_, index) => `X-${index}: ${index}`);
    writeRaw(to, head('200 OK', ...many, '__proto__: 7', 'constructor: 7'), fairText(id));
  }),
  running('head-cookies', 'cookies, which must not come back', ({ id }, to) => {
    writeRaw(to, head('200 OK', 'Set-Cookie: a=b; Path=/', 'Set-Cookie: c=d'), fairText(id));
  }),
  row('head-two-answers', 'two answers to one request', sentences.empty, ({ id }, to) => {
    const length = `Content-Length: ${Buffer.byteLength(fairText(id))}`;
    const one = head('200 OK', length).replace('Connection: close', 'Connection: keep-alive');
    writeRaw(to, one + fairText(id), head('200 OK', length), fairText(id, { status: 'failed' }));
  }),
  running('status-100-flood', 'five hundred times 100 Continue, then its answer', ({ id }, to) => {
    writeRaw(to, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(500), head('200 OK'), fairText(id));
  }),
  running('status-103', 'early hints to another origin, then its answer', (ask, to) => {
    const hints = `HTTP/1.1 103 Early Hints\r\nLink: <${ask.elsewhere}/x>; rel=preload\r\n\r\n`;
    writeRaw(to, hints, head('200 OK'), fairText(ask.id));
  }),
  late('status-101', 'wants to speak another protocol', (_, to) => {
    writeRaw(to, 'HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n');
  }),
  late('silence-in-status', 'falls silent within its status line', (_, to) => {
    writeAndWait(to, 'HTTP/1.1 2');
  }),
  late('silence-in-head', 'falls silent within its headers', (_, to) => {
    writeAndWait(to, 'HTTP/1.1 200 OK\r\nContent-Ty');
  }),
  late('silence-after-head', 'falls silent after its headers', (_, to) => {
    writeAndWait(to, head('200 OK', 'Content-Length: 100'));
  }),
  late('silence-after-deflate-head', 'falls silent after headers that promise deflate', (_, to) => {
    writeAndWait(to, head('200 OK', 'Content-Length: 100', 'Content-Encoding: deflate'));
  }),
  late('silence-after-100', 'falls silent after 100 Continue', (_, to) => {
    writeAndWait(to, 'HTTP/1.1 100 Continue\r\n\r\n');
  }),
  late('silence-at-the-end', 'falls silent before the last byte', ({ id }, to) => {
    const text = fairText(id);
    writeAndWait(to, head('200 OK', `Content-Length: ${text.length}`), text.slice(0, -1));
  }),
  lost('reset-in-head', 'resets the connection within its headers', (_, to) => {
    writeAndReset(to, 'HTTP/1.1 200 OK\r\nContent-Ty');
  }),
  lost('reset-after-head', 'resets the connection after its headers', (_, to) => {
    writeAndReset(to, head('200 OK', 'Content-Length: 100'));
  }),
  lost('reset-in-body', 'resets the connection within its body', ({ id }, to) => {
    writeAndReset(to, head('200 OK', 'Content-Length: 900'), fairText(id).slice(0, 100));
  }),
  lost('reset-in-chunks', 'resets the connection between two chunks', ({ id }, to) => {
    writeAndReset(to, head('200 OK', chunked), chunk(fairText(id).slice(0, 100)));
  }),
  lost('close-in-head', 'closes the connection within its headers', (_, to) => {
    writeRaw(to, 'HTTP/1.1 200 OK\r\nContent-Ty');
  }),
  lost('close-at-once', 'closes the connection without a word', (_, to) => {
    writeRaw(to);
  }),
];

function row(id: string, does: string, sees: string, answer: Answer): Behaviour {
  return { id, does, answer, sees, asks: 'backs off' };
}

function running(id: string, does: string, answer: Answer): Behaviour {
  return { id, does, answer, sees: 'processing', asks: 'follows' };
}

function lost(id: string, does: string, answer: Answer): Behaviour {
  return row(id, does, sentences.lost, answer);
}

function unreadable(id: string, does: string, answer: Answer): Behaviour {
  return row(id, does, sentences.unreachable, answer);
}

function late(id: string, does: string, answer: Answer): Behaviour {
  return { ...row(id, does, sentences.late, answer), isEndless: true };
}
