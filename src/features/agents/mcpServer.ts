import path from 'node:path';
import { inspect } from 'node:util';

import { LibraryReader } from '../../library/libraryReader';
import { describeReport } from '../../library/libraryReportSentence';
import { english } from '../../prediction/localization';
import { answerCall, type ToolAnswer } from './answerCall';
import { asAgentError } from './failureForAgents';
import { keptOutputsIn } from './keptOutputs';
import { storedPredictions } from './storedPredictions';
import type { ToolName } from './toolDefinitions';
import { Lines } from './lines';
import { McpSession } from './mcpSession';

/*
 * A process of its own, which a client starts and speaks to by its standard streams. It reads what
 * VS Code keeps in the folder that is its first argument; it has no key, asks no server and writes
 * nothing.
 */

const [, , storage, version = ''] = process.argv;
if (storage === undefined) {
  console.error('Usage: mcpServer.js <folder of the extension’s storage> [version]');
  process.exit(2);
}

/** To the client's log: its answers go to the standard output. */
const report = (problem: unknown) => {
  console.error(typeof problem === 'string' ? problem : inspect(problem));
};
const library = new LibraryReader(path.join(storage, 'library'), (trouble) => {
  report(describeReport(trouble, english));
});
const parts = {
  predictions: storedPredictions(library, report),
  files: keptOutputsIn(path.join(storage, 'outputs')),
};
const session = new McpSession({ version, call, report });

async function call(tool: ToolName, input: unknown): Promise<object> {
  try {
    // It ends with the process; nothing is waited for but the disk.
    return asResult(await answerCall(tool, input, parts, new AbortController().signal));
  } catch (failure) {
    const { message } = asAgentError(failure, report);
    return { content: [{ type: 'text', text: message }], isError: true };
  }
}

function asResult({ text, images }: ToolAnswer): object {
  const attached = images.map(({ bytes, mediaType }) => ({
    type: 'image',
    data: Buffer.from(bytes).toString('base64'),
    mimeType: mediaType,
  }));
  return { content: [{ type: 'text', text }, ...attached] };
}

const lines = new Lines();
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  for (const line of lines.take(chunk)) void answer(line);
});
// The client has gone.
process.stdout.on('error', () => process.exit());

async function answer(line: string): Promise<void> {
  const text = await session.answer(line);
  if (text !== undefined) process.stdout.write(`${text}\n`);
}
