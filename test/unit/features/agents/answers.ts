import assert from 'node:assert/strict';

import {
  answerCall,
  type AnswerParts,
  type ToolAnswer,
} from '../../../../src/features/agents/answerCall';
import type { ToolName } from '../../../../src/features/agents/toolDefinitions';

export type Data = Readonly<Record<string, unknown>>;

/** Has a tool answer at once. */
export function ask(tool: ToolName, input: unknown, parts: AnswerParts): Promise<ToolAnswer> {
  return answerCall(tool, input, parts, new AbortController().signal);
}

/** What stands behind the warning. */
export function dataIn(text: string): Data {
  const [warning, ...json] = text.split('\n');
  assert.match(warning ?? '', /untrusted/);
  return JSON.parse(json.join('\n')) as Data; // what the tests look at is asserted there
}

/** A PNG as far as its first bytes tell. */
export const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('the rest'),
]);
