import { lookup as systemLookup } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { InsideAddressError, isInsideAddress } from './addressGuard';

/** One GET, whose redirects are not followed, and whose address is looked at as it is connected to. */
export type RequestOutput = (url: URL, init: OutputRequestInit) => Promise<OutputResponse>;

export interface OutputRequestInit {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Addresses of this machine are fine. */
  readonly mayBeLocal: boolean;
}

export interface OutputResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Decompressed. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * A name is resolved once, and what it resolves to is looked at before it is connected to: else a
 * name might lead elsewhere the second time. It stands in the request's own `lookup`, as VS Code
 * replaces any `agent` by one that knows its proxy; behind a proxy, names are resolved there.
 */
export const requestOutput: RequestOutput = (url, init) => requestVia(systemLookup, url, init);

export function requestVia(
  lookup: LookupFunction,
  url: URL,
  { headers, signal, mayBeLocal }: OutputRequestInit,
): Promise<OutputResponse> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const options = { headers, signal, ...(mayBeLocal ? {} : { lookup: outsideOnly(lookup) }) };
    const request = send(url, options, (message) => {
      resolve({
        status: message.statusCode ?? 0,
        headers: { get: (name) => message.headers[name.toLowerCase()]?.toString() ?? null },
        body: decompressed(message),
      });
    });
    request.on('error', reject);
    request.end();
  });
}

function outsideOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const addresses = typeof found === 'string' ? [] : found;
      const [first] = addresses;
      const isInside = addresses.some(({ address }) => isInsideAddress(address));
      if (isInside || first === undefined) callback(new InsideAddressError(hostname), []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** It was asked for as it is; a few servers compress all the same. */
function decompressed(message: IncomingMessage): AsyncIterable<Uint8Array> {
  const decoder = decoders.get(message.headers['content-encoding']?.toLowerCase() ?? '');
  if (decoder === undefined) return message;
  const decoded = decoder();
  message.on('error', (error) => decoded.destroy(error));
  // Who reads it is told all the same; a redirect and a refusal are never read.
  decoded.on('error', () => undefined);
  decoded.on('close', () => message.destroy());
  return message.pipe(decoded);
}

/** A map: a server may as well name what every object has, such as `constructor`. */
const decoders: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);
