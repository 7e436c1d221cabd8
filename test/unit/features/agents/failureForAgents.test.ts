import assert from 'node:assert/strict';

import { ApiError, type ApiErrorKind } from '../../../../src/client/apiError';
import { asAgentError } from '../../../../src/features/agents/failureForAgents';
import { UserError } from '../../../../src/host/userError';

const host = 'api.example.com';

/** What a model is told to do. */
const wanted: readonly (readonly [ApiErrorKind, RegExp])[] = [
  [
    'no-key',
    /no API key for api\.example\.com.*ask the person.*DeerAPI: Set API Key….*Do not ask for the key/i,
  ],
  ['key-refused', /did not accept the API key.*DeerAPI: Set API Key…/],
  ['not-found', /knows no prediction.*list_predictions.*Do not guess/],
  ['rate-limited', /again in 7 seconds/],
  ['server-error', /Call get_prediction again in 7 seconds; if it fails again, tell the person/],
  ['redirected', /deerapi\.baseUrl/],
  ['network', /http\.proxy/],
];

describe('a failure that a model is told of', () => {
  for (const [kind, sentence] of wanted) {
    it(`says what to do when it is ${kind}`, () => {
      const bugs: unknown[] = [];
      const error = new ApiError(kind, { host, status: 500, retryAfterSeconds: 7 });
      const { message } = asAgentError(error, (bug) => bugs.push(bug));
      assert.match(message, sentence);
      assert.deepEqual(bugs, []);
    });
  }

  it('leaves to the person what only a person can do', () => {
    const { message } = asAgentError(new UserError('Correct the base URL.'), () => undefined);
    assert.equal(message, 'Correct the base URL. Only the person can do that: tell them.');
  });

  it('tells nothing of a bug but where its details are, and reports those', () => {
    const bugs: unknown[] = [];
    const bug = new TypeError('secret');
    const { message } = asAgentError(bug, (each) => bugs.push(each));
    assert.doesNotMatch(message, /secret/);
    assert.deepEqual(bugs, [bug]);
  });
});
