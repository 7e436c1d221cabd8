import assert from 'node:assert/strict';

import { startDemoApi } from '../../support/demoApi/demoApi';
import type { DemoApi } from '../../support/demoApi/demoApi';
import { scenarios } from '../../support/demoApi/scenarios';
import { ask, askJson } from './ask';

describe('a prediction behind a shaky gateway', () => {
  const start = Date.parse('2025-05-19T02:00:17.516Z');
  let demo: DemoApi;
  let now: number;

  beforeEach(async () => {
    now = start;
    demo = await startDemoApi({ now: () => now });
  });

  afterEach(() => demo.close());

  for (const [id, outcomes] of [
    ['flaky-503-three-times', ['503', '503', '503', '200', '200', '200']],
    ['flaky-500-while-running', ['200', '500', '500', '500', '200', '200']],
    ['flaky-429-once', ['200', '429', '200', '200', '200', '200']],
    ['flaky-reset-every-other', ['200', 'reset', '200', 'reset', '200', 'reset']],
    ['flaky-html-every-other', ['200', 'page', '200', 'page', '200', 'page']],
  ] as const) {
    it(`${id} goes ${outcomes.join(', ')}`, async () => {
      const seen: string[] = [];
      for (; seen.length < outcomes.length; now += 2000) seen.push(await outcome(demo, id));
      assert.deepEqual(seen, outcomes);
    });
  }

  it('flaky-log-trimmed loses the beginning of its log', async () => {
    await askJson(demo, 'flaky-log-trimmed');
    now = start + 7900;
    const whole = String((await askJson(demo, 'flaky-log-trimmed'))['logs']);
    now = start + 8000;
    const trimmed = String((await askJson(demo, 'flaky-log-trimmed'))['logs']);
    assert.ok(trimmed.startsWith(whole.slice(600)));
    assert.ok(whole.length > 600);
  });

  for (const { id } of scenarios.filter(({ group }) => group === 'flaky')) {
    it(`${id} succeeds in the end`, async () => {
      for (let count = 0; count < 5; count++) await outcome(demo, id);
      now = start + 60_000;
      const seen = [await succeeds(demo, id), await succeeds(demo, id)];
      assert.ok(seen.includes(true));
    });
  }
});

async function outcome(demo: DemoApi, id: string): Promise<string> {
  try {
    const response = await ask(demo, id);
    const isPage = response.headers.get('content-type')?.startsWith('text/html');
    await response.text();
    return isPage ? 'page' : String(response.status);
  } catch {
    return 'reset';
  }
}

async function succeeds(demo: DemoApi, id: string): Promise<boolean> {
  try {
    return (await askJson(demo, id))['status'] === 'succeeded';
  } catch {
    return false;
  }
}
