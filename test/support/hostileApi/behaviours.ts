import type { Behaviour } from './behaviour';
import { bodies } from './behaviours/bodies';
import { connections } from './behaviours/connections';
import { echoes } from './behaviours/echoes';
import { encodings } from './behaviours/encodings';
import { framing } from './behaviours/framing';
import { redirects } from './behaviours/redirects';
import { shapes } from './behaviours/shapes';
import { states } from './behaviours/states';
import { statuses } from './behaviours/statuses';

/** All that a server is known, or feared, to do; a new one is one more row in one of these. */
export const behaviours: Readonly<Record<string, readonly Behaviour[]>> = {
  Statuses: statuses,
  Bodies: bodies,
  Shapes: shapes,
  Encodings: encodings,
  'Lengths, heads and ends': framing,
  Connections: connections,
  Redirects: redirects,
  'States that do not fit': states,
  'The key repeated': echoes,
};
