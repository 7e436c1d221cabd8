import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { ManyRunning } from '../../support/crash/manyRunning';
import { eventually } from '../../support/eventually';

const count = 1000;

describe('a thousand running predictions', function () {
  this.timeout(60_000);
  let many: ManyRunning | undefined;
  // Ended before its folder is removed, also where the test fails.
  afterEach(() => many?.dispose());
  const temporary = useTemporaryFolder();

  it('leave no timer, no connection and no other handle once all are removed', async () => {
    // The timer that limits this test comes after its first step.
    await settled();
    const before = process.getActiveResourcesInfo();
    many = await ManyRunning.start(temporary.path);
    const { tracker, bugs } = many.extension;
    await many.track(count);
    await many.extension.spend(180_000);
    assert.equal(tracker.running.filter(({ answeredAt }) => answeredAt > 0).length, count);

    await many.removeAll();
    assert.deepEqual([tracker.size, many.clock.waits], [0, []]);
    const { asked } = many;
    await many.extension.spend(180_000);
    assert.equal(many.asked, asked);
    assert.deepEqual(await many.dispose(), { timers: 0, connections: 0 });
    assert.deepEqual(bugs, []);
    await eventually(
      () => Promise.resolve(added(before, process.getActiveResourcesInfo())),
      ({ length }) => length === 0,
    );
  });
});

/** What is there now, and was not before. */
function added(before: readonly string[], now: readonly string[]): string[] {
  const left = [...before];
  return now.filter((name) => {
    const index = left.indexOf(name);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
