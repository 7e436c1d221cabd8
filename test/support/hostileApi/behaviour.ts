import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** One request for a prediction, as the behaviour that answers it sees it. */
export interface HostileAsk {
  readonly id: string;
  /** 1 for the first one that this behaviour answers. */
  readonly count: number;
  /** Milliseconds since 1970, by the clock of the one who asks. */
  readonly now: number;
  /** The server's own origin. */
  readonly origin: string;
  /** Another port of the same host, which must never see the key. */
  readonly elsewhere: string;
  /** As `elsewhere`, over TLS. */
  readonly secureElsewhere: string;
  /** The key that came along. */
  readonly key: string;
}

/** How often it is asked for once it is followed. */
export type Asks = 'once' | 'backs off' | 'follows';

/** At most so many in the first of so many seconds. */
export const mostAsks: Readonly<
  Record<Asks, { readonly count: number; readonly seconds: number }>
> = {
  once: { count: 1, seconds: 60 },
  'backs off': { count: 10, seconds: 60 },
  follows: { count: 25, seconds: 20 },
};

export type Answer = (ask: HostileAsk, response: ServerResponse) => void;

/** One way in which a server may be broken, or hostile. */
export interface Behaviour {
  readonly id: string;
  /** What the server does, in a few words. */
  readonly does: string;
  readonly answer: Answer;
  /** What it does as soon as somebody connects. */
  readonly connect?: (socket: Socket) => void;
  /** Whoever looks it up sees this: the sentence of a failure, `HOST` for its host; or its state. */
  readonly sees: string;
  /** The state once it has been followed for a while, where it is not `sees`. */
  readonly then?: string;
  readonly asks: Asks;
  /** Nothing but the time-out ends a request. */
  readonly isEndless?: true;
}

export function behaviour(facts: Omit<Behaviour, 'answer'>, answer: Answer): Behaviour {
  return { ...facts, answer };
}

/** Those that are told of in a sentence bring no prediction. */
export function isFailure({ sees }: Behaviour): boolean {
  return sees.includes('HOST');
}
