/** Meant for a model: sentences that say what happened and what it can do. All else is a bug. */
export class AgentError extends Error {
  override readonly name = 'AgentError';
}
