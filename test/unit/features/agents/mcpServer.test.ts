import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { PredictionLibrary } from '../../../../src/library/predictionLibrary';
import { archiveIn, wholeFile } from '../../../support/archive/archiveUnderTest';
import { bundledFile } from '../../../support/builders/bundledFile';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';
import { withoutCoverage } from '../../../support/coverage/withoutCoverage';
import { pendingOf, storedOf } from '../../../support/library/storedOf';
import { dataIn, png, type Data } from './answers';

const id = 'k7q2m9x4c8r1v6z3t5w0n8b2j7';
const key = 'canary-key-7f3a';

interface Content {
  readonly type: string;
  readonly text?: string;
  readonly data?: string;
  readonly mimeType?: string;
}
interface Answer {
  readonly id: unknown;
  readonly result?: Data & { readonly content?: readonly Content[]; readonly isError?: boolean };
  readonly error?: { readonly code: number; readonly message: string };
}

describe('the MCP server', () => {
  const temporary = useTemporaryFolder();
  let server: ChildProcess;
  let answers: AsyncIterator<string>;
  let errors: string;

  beforeEach(async () => {
    await fill(temporary.path);
    const bundle = await bundledFile('src/features/agents/mcpServer.ts', temporary.path);
    server = spawn(process.execPath, [bundle, path.join(temporary.path, 'storage'), '1.2.3'], {
      env: { ...withoutCoverage, DEERAPI_KEY: key },
      stdio: 'pipe',
    });
    assert.ok(server.stdout && server.stderr);
    answers = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    errors = '';
    server.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  });
  afterEach(async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  });

  function send(message: unknown): void {
    server.stdin?.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
  }

  async function next(): Promise<Answer> {
    const { value } = (await answers.next()) as { readonly value: unknown };
    return JSON.parse(String(value)) as Answer; // what the tests look at is asserted there
  }

  function request(method: string, params?: object): Promise<Answer> {
    send({ jsonrpc: '2.0', id: 1, method, params });
    return next();
  }

  async function call(name: string, input: object): Promise<NonNullable<Answer['result']>> {
    const { result } = await request('tools/call', { name, arguments: input });
    assert.ok(result);
    return result;
  }

  it('greets in the protocol that the client asks for, else in its newest', async () => {
    const { result } = await request('initialize', { protocolVersion: '2025-03-26' });
    assert.deepEqual(result, {
      protocolVersion: '2025-03-26',
      capabilities: { tools: {} },
      serverInfo: { name: 'deerapi-predictions', title: 'DeerAPI Predictions', version: '1.2.3' },
    });
    const later = await request('initialize', { protocolVersion: '2099-01-01' });
    assert.equal(later.result?.['protocolVersion'], '2025-11-25');
  });

  it('offers both tools as read-only', async () => {
    const { result } = await request('tools/list');
    const tools = result?.['tools'] as Data[];
    assert.deepEqual(
      tools.map(({ name, annotations }) => ({ name, annotations })),
      ['get_prediction', 'list_predictions'].map((name) => ({
        name,
        annotations: { readOnlyHint: true, openWorldHint: false },
      })),
    );
  });

  it('tells all about a prediction that VS Code has kept, with its image', async () => {
    const { content = [], isError } = await call('get_prediction', { id });
    assert.ok(isError !== true);
    const told = dataIn(content[0]?.text ?? '');
    assert.equal(told['state'], 'succeeded · 8.7 s');
    const [output] = told['outputs'] as Data[];
    assert.equal(output?.['image'], 'attached as image 1');
    assert.deepEqual(content[1], {
      type: 'image',
      data: png.toString('base64'),
      mimeType: 'image/png',
    });
  });

  it('tells how far a run is by its log', async () => {
    const { content = [] } = await call('get_prediction', { id: 'running' });
    assert.match(String(dataIn(content[0]?.text ?? '')['state']), /^45%/);
  });

  it('lists what is tracked, newest first', async () => {
    const { content = [] } = await call('list_predictions', {});
    const rows = dataIn(content[0]?.text ?? '')['predictions'] as Data[];
    assert.deepEqual(
      rows.map((row) => [row['id'], row['state']]),
      [
        ['pending', 'not asked for yet'],
        ['running', 'processing'],
        [id, 'succeeded · 8.7 s'],
      ],
    );
  });

  it('says what to do about a prediction that it does not have, and about wrong input', async () => {
    const missing = await call('get_prediction', { id: 'elsewhere' });
    assert.equal(missing.isError, true);
    assert.match(
      missing.content?.[0]?.text ?? '',
      /Ask the person to run the command “DeerAPI: Look Up/,
    );
    const wrong = await call('list_predictions', { limit: 1000 });
    assert.equal(wrong.isError, true);
    assert.match(wrong.content?.[0]?.text ?? '', /“limit” must be a whole number/);
  });

  it('answers what it does not understand with the errors of the protocol', async () => {
    send('{"jsonrpc":');
    assert.deepEqual((await next()).error?.code, -32700);
    send({ jsonrpc: '1.0', id: 7, method: 'ping' });
    const refused = await next();
    assert.deepEqual([refused.id, refused.error?.code], [7, -32600]);
    assert.equal((await request('resources/list')).error?.code, -32601);
    const unknownTool = await request('tools/call', { name: 'delete_prediction', arguments: {} });
    assert.equal(unknownTool.error?.code, -32602);
    assert.equal(
      (await request('tools/call', { name: 'get_prediction', arguments: 'a' })).error?.code,
      -32602,
    );
  });

  it('says nothing to notifications, answers and empty lines', async () => {
    send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    send({ jsonrpc: '2.0', id: 4, result: {} });
    send('');
    const { id: answered, result } = await request('ping');
    assert.deepEqual([answered, result], [1, {}]);
  });

  it('answers several that come at once', async () => {
    send([
      { jsonrpc: '2.0', id: 'a', method: 'ping' },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 'b', method: 'nothing' },
    ]);
    const batch = (await next()) as unknown as Answer[];
    assert.deepEqual(
      batch.map((answer) => [answer.id, answer.error?.code]),
      [
        ['a', undefined],
        ['b', -32601],
      ],
    );
  });

  it('drops a line that no call is as long as, and goes on', async () => {
    send('x'.repeat(3 * 1024 ** 2));
    assert.deepEqual((await request('ping')).result, {});
  });

  it('writes nothing to disk, and never tells the key that its environment holds', async () => {
    const before = await readdir(temporary.path, { recursive: true });
    const told = [await call('get_prediction', { id }), await call('list_predictions', {})];
    assert.deepEqual(await readdir(temporary.path, { recursive: true }), before);
    assert.ok(!(JSON.stringify(told) + errors).includes(key));
  });

  it('ends with its client', async () => {
    server.stdin?.end();
    const [code] = (await once(server, 'exit')) as [number | null];
    assert.equal(code, 0);
    assert.equal(errors, '');
  });
});

/** Keeps what a window would have. */
async function fill(folder: string): Promise<void> {
  const storage = path.join(folder, 'storage');
  const url = 'https://replicate.delivery/xezq/deer.png';
  const library = new PredictionLibrary(path.join(storage, 'library'), (report) => {
    assert.fail(JSON.stringify(report));
  });
  const logs = ' 45%|####5     | 9/20 [00:04<00:05,  2.00it/s]';
  const running = { status: 'processing', output: null, logs };
  await library.add([
    storedOf(id, { output: url }),
    storedOf('running', running, { addedAt: 2000 }),
    pendingOf('pending'),
  ]);
  library.dispose();
  const archive = archiveIn(path.join(storage, 'outputs'), {
    openUrl: () => Promise.resolve(wholeFile(png, 'image/png')),
  });
  await archive.keep(id, { type: 'url', url }, new AbortController().signal);
  archive.dispose();
}
