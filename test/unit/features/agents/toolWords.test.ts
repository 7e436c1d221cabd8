import assert from 'node:assert/strict';

import { wordsOfGet } from '../../../../src/features/agents/toolWords';
import { english } from '../../../support/builders/english';
import { trackedOf } from '../../../support/builders/predictions';

const id = 'k7q2m9x4c8r1v6z3t5w0n8b2j7';
const settings = { baseUrl: 'https://api.example.com/v1' };

describe('what a person is told before a model gets a prediction', () => {
  const tracked = trackedOf();
  const parts = {
    tracker: { get: (asked: string) => (asked === id ? tracked : undefined) },
    restored: Promise.resolve(),
    settings,
  };

  it('is a question where something is to be sent, with what and where', async () => {
    const words = await wordsOfGet({ id: 'another' }, parts, english);
    const { title, message } = words?.confirmationMessages ?? assert.fail('nothing is asked');
    assert.equal(title, 'Look up prediction another?');
    assert.match(
      text(message),
      /Its ID and your API key are sent to https:\/\/api\.example\.com\/v1,/,
    );
  });

  it('is a question, too, for one on the list that was never answered', async () => {
    const pending = { get: () => trackedOf({}, { answeredAt: 0 }) };
    const words = await wordsOfGet({ id }, { ...parts, tracker: pending }, english);
    assert.ok(words?.confirmationMessages);
  });

  it('is no question where nothing is sent', async () => {
    const words = await wordsOfGet({ id }, parts, english);
    assert.deepEqual(words, { invocationMessage: `Reading prediction ${id}` });
  });

  it('is left to the call where that names no prediction, or the base URL is wrong', async () => {
    assert.equal(await wordsOfGet({ id: 'owner/model' }, parts, english), undefined);
    const broken = {
      get baseUrl(): string {
        throw new Error('wrong');
      },
    };
    const words = await wordsOfGet({ id: 'another' }, { ...parts, settings: broken }, english);
    assert.match(text(words?.confirmationMessages?.message), /sent to your base URL,/);
  });
});

function text(words: unknown): string {
  return typeof words === 'string' ? words : assert.fail('it is no plain text');
}
