import { leadsOutside } from './addressGuard';
import { isLoopback } from './endpoint';
import type { Fetch, FetchResponse } from './fetch';

/** Why an output's file could not be had. */
export type OutputErrorKind = 'gone' | 'address-refused' | 'too-large' | 'unreachable';

export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(
    readonly kind: OutputErrorKind,
    options?: ErrorOptions,
  ) {
    super(kind, options);
  }
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  /** The endpoint itself is on this machine, so its files may be, too. */
  readonly mayBeLocal: boolean;
}

export interface Download {
  /** As the server names it; may be empty. */
  readonly mediaType: string;
  /** Ends with an OutputError where the file is larger than was allowed. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const maxHops = 5;
const goneStatuses = new Set([403, 404, 410]);

/** Fetches output files, always without a key. */
export class OutputClient {
  constructor(private readonly fetch: Fetch) {}

  /** @throws OutputError where there is no such file, or it must not be fetched. */
  async open(url: string, options: DownloadOptions): Promise<Download> {
    let target = new URL(url);
    for (let hop = 0; hop <= maxHops; hop += 1) {
      await refuseInside(target, options.mayBeLocal);
      const response = await this.#get(target, options);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) {
        return downloadOf(response, options.maxBytes);
      }
      target = new URL(location, target);
    }
    throw new OutputError('unreachable', { cause: new Error('too many redirects') });
  }

  async #get(target: URL, { signal, maxBytes }: DownloadOptions): Promise<FetchResponse> {
    try {
      const init = { headers: {}, redirect: 'manual', signal, size: maxBytes } as const;
      return await this.fetch(target.href, init);
    } catch (cause) {
      throw new OutputError('unreachable', { cause });
    }
  }
}

async function refuseInside(target: URL, mayBeLocal: boolean): Promise<void> {
  if (mayBeLocal && isLoopback(target.hostname)) return;
  if (target.protocol !== 'https:') throw new OutputError('address-refused');
  let isOutside: boolean;
  try {
    isOutside = await leadsOutside(target.hostname);
  } catch (cause) {
    throw new OutputError('unreachable', { cause });
  }
  if (!isOutside) throw new OutputError('address-refused');
}

function downloadOf(response: FetchResponse, maxBytes: number): Download {
  if (goneStatuses.has(response.status)) throw new OutputError('gone');
  if (response.status !== 200 || response.body === null) {
    throw new OutputError('unreachable', { cause: new Error(`HTTP ${response.status}`) });
  }
  const mediaType = response.headers.get('content-type') ?? '';
  return { mediaType, bytes: upTo(maxBytes, response.body) };
}

async function* upTo(
  maxBytes: number,
  body: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of body) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    total += bytes.byteLength;
    if (total > maxBytes) throw new OutputError('too-large');
    yield bytes;
  }
}
