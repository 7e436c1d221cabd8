import { behaviour, type Answer, type Behaviour } from '../behaviour';
import { fairText, sendJson } from '../fair';
import { problem, refused, sentences, serverSays } from '../sentences';

/** Servers that say the key that they were sent. */
export const echoes: readonly Behaviour[] = [
  behaviour(
    {
      id: 'echo-in-error',
      does: 'repeats the key in its refusal',
      sees: sentences.keyRefused + serverSays('no: [key]'),
      asks: 'once',
    },
    ({ key }, response) => {
      response.writeHead(401).end(JSON.stringify({ error: { message: `no: ${key}` } }));
    },
  ),
  behaviour(
    {
      id: 'echo-in-error-escaped',
      does: 'repeats the key in its refusal, each letter escaped',
      sees: refused(400) + serverSays('[key]'),
      asks: 'once',
    },
    ({ key }, response) => {
      response.writeHead(400).end(`{"detail":"${escaped(key)}"}`);
    },
  ),
  behaviour(
    {
      id: 'echo-in-long-error',
      does: 'repeats the key where its message is cut',
      sees: refused(400) + serverSays(`${'-'.repeat(290)}[key]----…`),
      asks: 'once',
    },
    ({ key }, response) => {
      const detail = `${'-'.repeat(290)}${key}${'-'.repeat(5000)}`;
      response.writeHead(400).end(JSON.stringify({ detail }));
    },
  ),
  behaviour(
    {
      id: 'echo-in-request-id',
      does: 'repeats the key as the id of the request',
      sees: `${problem(500)} (request ID [key])`,
      asks: 'backs off',
    },
    ({ key }, response) => {
      response.writeHead(500, { 'X-Request-Id': key }).end('{}');
    },
  ),
  behaviour(
    {
      id: 'echo-in-headers',
      does: 'repeats the key in every other header, and in its status text',
      sees: problem(503),
      asks: 'backs off',
    },
    ({ key }, response) => {
      const headers = { Location: `/${key}`, 'Retry-After': key, 'Content-Type': key, Date: key };
      response.writeHead(503, key, { ...headers, 'X-Key': key, 'Set-Cookie': key }).end(key);
    },
  ),
  behaviour(
    {
      id: 'echo-in-page',
      does: 'repeats the key in a web page',
      sees: sentences.page,
      asks: 'backs off',
    },
    ({ key }, response) => {
      response.end(`<title>${key}</title>`);
    },
  ),
  behaviour(
    {
      id: 'echo-in-broken-json',
      does: 'repeats the key in what is no JSON',
      sees: sentences.broken,
      asks: 'backs off',
    },
    ({ key }, response) => {
      response.end(`{"id":"${key}",`);
    },
  ),
  behaviour(
    {
      id: 'echo-in-garbage',
      does: 'repeats the key in what is no HTTP',
      sees: sentences.unreachable,
      asks: 'backs off',
    },
    ({ key }, { socket }) => {
      socket?.end(`${key} ${key}\r\n\r\n`);
    },
  ),
  everywhere('echo-everywhere', 'repeats the key in every field and name', (key) => key),
  everywhere(
    'echo-everywhere-bearer',
    'repeats the whole header in every field',
    (key) => `Bearer ${key}`,
  ),
  behaviour(
    {
      id: 'echo-escaped-in-logs',
      does: 'repeats the key in its log, each letter escaped',
      sees: 'processing',
      asks: 'follows',
    },
    ({ id, key }, response) => {
      sendJson(response, fairText(id, { logs: '!' }).replace('!', escaped(key)));
    },
  ),
];

function everywhere(id: string, does: string, text: (key: string) => string): Behaviour {
  const body = ({ id: asked, key }: Parameters<Answer>[0]) => {
    const said = text(key);
    return fairText(asked, {
      model: `acme/${said}`,
      version: said,
      input: { prompt: said, [said]: [said] },
      output: [said, `http://127.0.0.1:9/${said}`],
      error: said,
      logs: `key=${said}\n${said}\r`,
      metrics: { [said]: said },
      urls: { web: `https://replicate.com/p/${said}` },
      [said]: said,
    });
  };
  const answer: Answer = (ask, response) => {
    sendJson(response, body(ask), { 'X-Key': text(ask.key) });
  };
  return { id, does, answer, sees: 'processing', asks: 'follows' };
}

function escaped(text: string): string {
  return Array.from(
    text,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ).join('');
}
