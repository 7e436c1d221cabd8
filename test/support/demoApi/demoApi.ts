import type { IncomingMessage } from 'node:http';

import { idTable } from './idTable';
import { listen } from './listener';
import { RequestRecord } from './requestRecord';
import type { DemoRequest } from './requestRecord';
import { route } from './route';
import { html, json } from './scenario';
import type { Answer, PredictionJson, Scenario } from './scenario';
import { scenarios } from './scenarios';
import { ServedScenarios } from './servedScenarios';

export type { DemoRequest } from './requestRecord';

export type IdentifiedPrediction = PredictionJson & { readonly id: string };

export interface DemoApi {
  /** What `deerapi.baseUrl` is to be. */
  readonly baseUrl: string;
  readonly origin: string;
  /** A second origin, another port of the same host; `error-301-other-origin` points there. */
  readonly elsewhere: string;
  readonly key: string;
  /** Every request so far, those to `elsewhere` too, oldest first. */
  readonly requests: readonly DemoRequest[];
  /** The ids to paste, and what each does, as text. */
  readonly idTable: () => string;
  /** Serves one more scenario, or another one under a known id, which then begins anew. */
  readonly add: (scenario: Scenario) => void;
  /** Serves this very prediction under its id from now on. */
  readonly set: (prediction: IdentifiedPrediction) => void;
  /** Ends every connection, unanswered ones too. */
  readonly close: () => Promise<void>;
  /** Refuses every connection, as though there were no network. */
  readonly goOffline: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
}

export interface DemoApiOptions {
  /** 0, the default, takes any free one. */
  readonly port?: number;
  readonly host?: string;
  readonly key?: string;
  /** Milliseconds since the epoch; decides how far the live predictions are. */
  readonly now?: () => number;
  /** Given one line a request. */
  readonly log?: (line: string) => void;
}

/** DeerAPI's prediction route on loopback, and the files that its predictions made. */
export async function startDemoApi(options: DemoApiOptions = {}): Promise<DemoApi> {
  const { port = 0, host = '127.0.0.1', key = 'demo-key', now = Date.now } = options;
  const record = new RequestRecord(now, options.log ?? (() => undefined));
  const served = new ServedScenarios(scenarios);

  const elsewhere = await listen(
    host,
    0,
    record.listener(() => Promise.resolve(html(200, 'Elsewhere'))),
  );
  const answerMain = (request: IncomingMessage, at: number): Promise<Answer> => {
    const origins = { origin: main.origin, elsewhere: elsewhere.origin };
    const answer = (id: string): Answer | undefined => served.answer(id, { now: at, ...origins });
    return route(request, { key, now: at, answer });
  };
  const main = await listen(host, port, record.listener(answerMain)).catch(
    async (error: unknown) => {
      await elsewhere.close();
      throw error;
    },
  );

  return {
    baseUrl: `${main.origin}/replicate/v1`,
    origin: main.origin,
    elsewhere: elsewhere.origin,
    key,
    requests: record.requests,
    idTable: () => idTable(served.all()),
    add: (scenario) => {
      served.add(scenario);
    },
    set: (prediction) => {
      served.add(fixed(prediction));
    },
    close: async () => {
      await Promise.all([main.close(), elsewhere.close()]);
    },
    goOffline: () => main.close(),
    comeBack: () => main.reopen(),
  };
}

function fixed(prediction: IdentifiedPrediction): Scenario {
  const { id } = prediction;
  return { id, group: 'finished', does: 'set by a test', answer: () => json(200, prediction) };
}
