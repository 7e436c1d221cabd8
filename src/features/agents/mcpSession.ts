import * as v from 'valibot';

import { toolDefinitions, toolNames, type ToolName } from './toolDefinitions';
import {
  idOf,
  internalErrorCode,
  invalidParamsCode,
  methodNotFoundCode,
  parseErrorCode,
  readMessage,
  RpcError,
  type ClientMessage,
  type ServerMessage,
} from './mcpMessage';

export interface McpSessionParts {
  readonly version: string;
  /** Gives what `tools/call` answers. */
  readonly call: (tool: ToolName, input: unknown) => Promise<object>;
  readonly report: (bug: unknown) => void;
}

/** The newest last. */
const protocolVersions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
const newestProtocol = '2025-11-25';
const toolCall = v.object({
  name: v.picklist(toolNames),
  arguments: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** The Model Context Protocol, as far as a server of a few tools needs it. */
export class McpSession {
  constructor(private readonly parts: McpSessionParts) {}

  /** What to send back for a line that has come; undefined for what needs no answer. */
  async answer(line: string): Promise<string | undefined> {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      const error = { code: parseErrorCode, message: 'This is no JSON.' };
      return JSON.stringify({ jsonrpc: '2.0', id: null, error });
    }
    // The protocol of 2025-03-26 lets clients send several at once.
    const answer = Array.isArray(json) ? await this.#answerAll(json) : await this.#answerOne(json);
    return answer && JSON.stringify(answer);
  }

  async #answerAll(batch: readonly unknown[]): Promise<ServerMessage[] | undefined> {
    const answers = await Promise.all(batch.map((json) => this.#answerOne(json)));
    const given = answers.filter((answer) => answer !== undefined);
    return given.length === 0 ? undefined : given;
  }

  async #answerOne(json: unknown): Promise<ServerMessage | undefined> {
    try {
      const message = readMessage(json);
      if (message?.id === undefined) return undefined;
      return { jsonrpc: '2.0', id: message.id, result: await this.#resultOf(message) };
    } catch (failure) {
      return { jsonrpc: '2.0', id: idOf(json), error: this.#errorOf(failure) };
    }
  }

  async #resultOf({ method, params }: ClientMessage): Promise<object> {
    switch (method) {
      case 'initialize':
        return this.#initialize(params['protocolVersion']);
      case 'ping':
        return {};
      case 'tools/list':
        return { tools: toolDefinitions.map(asReadOnly) };
      case 'tools/call':
        return this.#call(params);
      default:
        throw new RpcError(methodNotFoundCode, `There is no method “${method.slice(0, 100)}”.`);
    }
  }

  #initialize(asked: unknown): object {
    const protocolVersion = protocolVersions.find((version) => version === asked) ?? newestProtocol;
    return {
      protocolVersion,
      capabilities: { tools: {} },
      serverInfo: {
        name: 'deerapi-predictions',
        title: 'DeerAPI Predictions',
        version: this.parts.version,
      },
    };
  }

  #call(params: ClientMessage['params']): Promise<object> {
    const call = v.safeParse(toolCall, params);
    if (call.success) return this.parts.call(call.output.name, call.output.arguments);
    const message = `“tools/call” needs “name”, one of ${toolNames.join(', ')}, and “arguments”, an object.`;
    throw new RpcError(invalidParamsCode, message);
  }

  #errorOf(failure: unknown): { code: number; message: string } {
    if (failure instanceof RpcError) return { code: failure.code, message: failure.message };
    this.parts.report(failure);
    return { code: internalErrorCode, message: 'Something went wrong in the server.' };
  }
}

function asReadOnly(tool: (typeof toolDefinitions)[number]): object {
  return { ...tool, annotations: { readOnlyHint: true, openWorldHint: false } };
}
