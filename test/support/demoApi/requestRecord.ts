import type { IncomingMessage, RequestListener } from 'node:http';

import type { Answer } from './scenario';
import { send } from './send';

export interface DemoRequest {
  /** Milliseconds since the epoch, by the demo's clock. */
  readonly at: number;
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  /** 0 while, or where, the client is given no status. */
  readonly status: number;
}

type AnswerRequest = (request: IncomingMessage, at: number) => Promise<Answer>;

export class RequestRecord {
  readonly requests: DemoRequest[] = [];

  constructor(
    private readonly now: () => number,
    private readonly log: (line: string) => void,
  ) {}

  /** Remembers each request, then answers it. */
  listener(answer: AnswerRequest): RequestListener {
    return (request, response) => {
      const entry = { ...this.describe(request), status: 0 };
      this.requests.push(entry);
      void answer(request, entry.at).then((given) => {
        entry.status = send(response, given);
        const outcome = entry.status || 'no answer';
        this.log(`${new Date(entry.at).toISOString()} ${entry.method} ${entry.path} ${outcome}`);
      });
    };
  }

  private describe({
    method = '',
    url = '',
    headers,
  }: IncomingMessage): Omit<DemoRequest, 'status'> {
    const { host = '', authorization } = headers;
    return {
      at: this.now(),
      origin: `http://${host}`,
      method,
      path: url,
      ...(authorization === undefined ? {} : { authorization }),
    };
  }
}
