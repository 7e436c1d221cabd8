import assert from 'node:assert/strict';

import { NewestReading } from '../../../../src/features/track/newestReading';
import type { Text } from '../../../../src/features/track/text';
import { parseReferenceList, type ReferenceList } from '../../../../src/prediction/referenceList';

interface HeldReading {
  readonly text: Text;
  readonly signal: AbortSignal;
  readonly answer: (found: ReferenceList) => void;
  readonly fail: (failure: Error) => void;
}

describe('Reading what is being typed', () => {
  let readings: HeldReading[];
  let typing: NewestReading;
  beforeEach(() => {
    readings = [];
    typing = new NewestReading({
      read: (text, signal) =>
        new Promise((answer, fail) => readings.push({ text, signal, answer, fail })),
    });
  });
  const found = parseReferenceList('some-id');

  it('gives what the text names', async () => {
    const reading = typing.read('some-id');
    readings[0]?.answer(found);
    assert.equal(await reading, found);
  });

  it('ends the older one, and gives nothing for it, however late its answer comes', async () => {
    const older = typing.read('a');
    const newer = typing.read('ab');
    assert.deepEqual(
      readings.map(({ signal }) => signal.aborted),
      [true, false],
    );
    readings[1]?.answer(found);
    readings[0]?.answer(parseReferenceList('old-id'));
    assert.equal(await older, undefined);
    assert.equal(await newer, found);
  });

  it('tells of a failure, but not of an older one’s', async () => {
    const older = typing.read('a');
    const newer = typing.read('ab');
    readings[0]?.fail(new Error('ended'));
    readings[1]?.fail(new Error('out of order'));
    assert.equal(await older, undefined);
    await assert.rejects(newer, /out of order/);
  });

  it('ends when it is disposed', async () => {
    const reading = typing.read('a');
    typing.dispose();
    readings[0]?.answer(found);
    assert.equal(readings[0]?.signal.aborted, true);
    assert.equal(await reading, undefined);
  });
});
