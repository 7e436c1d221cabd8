import assert from 'node:assert/strict';

import { systemClock } from '../../../src/tracking/clock';

describe('the clock of the system', () => {
  it('calls back once', async () => {
    await new Promise<void>((resolve) => systemClock.after(0, resolve));
  });

  it('does not call back once disposed', async () => {
    let called = false;
    systemClock
      .after(0, () => {
        called = true;
      })
      .dispose();
    await new Promise<void>((resolve) => systemClock.after(1, resolve));
    assert.equal(called, false);
  });

  it('tells the time', () => {
    assert.ok(systemClock.now() > Date.parse('2025-01-01'));
  });
});
