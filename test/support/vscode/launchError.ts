/** Why VS Code could not be started or used: one sentence that says what happened and what to do. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
