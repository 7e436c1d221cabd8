import type { RequestListener } from 'node:http';

import { BusyRuns } from './busyRuns';

/** An API where any id runs from the moment when it is first asked for, with its files. */
export class BusyApi {
  readonly runs: BusyRuns;
  /** Requests for predictions. */
  asked = 0;
  readonly #firstAt = new Map<string, number>();

  constructor(seconds: readonly [number, number], origin: () => string) {
    this.runs = new BusyRuns({ seconds, origin });
  }

  readonly listener: RequestListener = (request, response) => {
    if (this.runs.serve(request, response)) return;
    this.asked += 1;
    const id = request.url?.split('/').at(-1) ?? '';
    const now = Date.now();
    const firstAt = this.#firstAt.get(id) ?? now;
    this.#firstAt.set(id, firstAt);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(this.runs.answer(id, firstAt, now)));
  };
}
