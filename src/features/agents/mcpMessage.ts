import * as v from 'valibot';

/** What a client sends: a request where there is an id, else a notification. */
const clientMessage = v.object({
  jsonrpc: v.literal('2.0'),
  id: v.optional(v.union([v.string(), v.number()])),
  method: v.string(),
  params: v.optional(v.record(v.string(), v.unknown()), {}),
});
/** An answer to what was never asked; nothing is to be said to it. */
const clientAnswer = v.object({
  jsonrpc: v.literal('2.0'),
  id: v.union([v.string(), v.number(), v.null()]),
  method: v.optional(v.never()),
});
const withId = v.object({ id: v.union([v.string(), v.number()]) });

export type ClientMessage = v.InferOutput<typeof clientMessage>;
export type Id = string | number | null;

export interface ServerMessage {
  readonly jsonrpc: '2.0';
  readonly id: Id;
  readonly result?: object;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A request that cannot be done; the codes are those of JSON-RPC. */
export class RpcError extends Error {
  override readonly name = 'RpcError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const parseErrorCode = -32700;
export const invalidRequestCode = -32600;
export const methodNotFoundCode = -32601;
export const invalidParamsCode = -32602;
export const internalErrorCode = -32603;

/** Undefined for what needs no answer. @throws RpcError for what is no message. */
export function readMessage(json: unknown): ClientMessage | undefined {
  const message = v.safeParse(clientMessage, json);
  if (message.success) return message.output;
  if (v.is(clientAnswer, json)) return undefined;
  throw new RpcError(invalidRequestCode, 'This is no request of JSON-RPC 2.0.');
}

/** To say whose error it is, also of what is no whole message. */
export function idOf(json: unknown): Id {
  return v.is(withId, json) ? json.id : null;
}
