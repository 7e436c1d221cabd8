/** One request for a prediction, as the scenario that answers it sees it. */
export interface Ask {
  readonly id: string;
  /** 1 for the first request for this id. */
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When this id was asked for first: live predictions begin then. */
  readonly firstAt: number;
  /** The demo's own origin, which serves the files. */
  readonly origin: string;
  /** A second origin, which must never see the key. */
  readonly elsewhere: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** `cut` drops the connection halfway through the body; `stall` leaves it open there. */
  readonly halfway?: 'cut' | 'stall';
}

/** A file goes out as its bytes. */
export interface FileReply extends Omit<Reply, 'body' | 'halfway'> {
  readonly body: Buffer;
}

/** `silence` says nothing until the client goes away; `reset` drops the connection at once. */
export type Answer = Reply | FileReply | 'silence' | 'reset';

export type Group = 'finished' | 'live' | 'flaky' | 'error';

export interface Scenario {
  readonly id: string;
  readonly group: Group;
  /** What a person sees who pastes the id; a few words. */
  readonly does: string;
  answer(ask: Ask): Answer;
}

/** A JSON object that stands for a prediction, true to the API or not. */
export type PredictionJson = Readonly<Record<string, unknown>>;

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function html(status: number, title: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
    body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr></body></html>\n`,
  };
}
