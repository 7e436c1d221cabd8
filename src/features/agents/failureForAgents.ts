import { ApiError } from '../../client/apiError';
import { describeApiError } from '../../client/apiErrorSentence';
import { UserError } from '../../host/userError';
import { english } from '../../prediction/localization';
import { AgentError } from './agentError';

/** What a model is told; `reportBug` is told of what neither model nor person can mend. */
export function asAgentError(failure: unknown, reportBug: (bug: unknown) => void): AgentError {
  if (failure instanceof AgentError) return failure;
  if (failure instanceof ApiError) return new AgentError(describeForAgent(failure));
  if (failure instanceof UserError) {
    return new AgentError(`${failure.message} Only the person can do that: tell them.`);
  }
  reportBug(failure);
  return new AgentError(
    'Something went wrong in the extension DeerAPI Predictions. Calling again will hardly help: tell the person that the output of “DeerAPI Predictions” in VS Code has the details.',
  );
}

/** What happened, in the words that a person reads, then what a model can do about it. */
export function describeForAgent(error: ApiError): string {
  return `${describeApiError(error, english)} ${whatToDo(error)}`;
}

const tellOfBaseUrl = 'Ask the person to check the setting deerapi.baseUrl.';

function whatToDo({ kind, retryAfterSeconds }: ApiError): string {
  switch (kind) {
    case 'no-key':
    case 'key-refused':
    case 'quota-exhausted':
    case 'forbidden':
      return 'Ask the person to run the command “DeerAPI: Set API Key…” in VS Code, then call get_prediction again. Do not ask for the key itself.';
    case 'not-found':
      return 'Compare the ID with what the person gave, or call list_predictions for those that are tracked. Do not guess IDs.';
    case 'redirected':
    case 'web-page':
    case 'unknown-answer':
    case 'refused':
    case 'connection-refused':
    case 'host-not-found':
      return tellOfBaseUrl;
    case 'certificate':
    case 'proxy-refused':
    case 'network':
      return 'Ask the person to check the network and the setting http.proxy.';
    case 'rate-limited':
    case 'server-error':
    case 'empty-answer':
    case 'broken-answer':
    case 'connection-lost':
    case 'timed-out':
      return `Call get_prediction again in ${Math.ceil(retryAfterSeconds ?? 10)} seconds; if it fails again, tell the person.`;
    case 'too-large':
      return 'Tell the person; calling again does not help.';
    case 'cancelled':
      return 'Call again only if the person wants it.';
  }
}
