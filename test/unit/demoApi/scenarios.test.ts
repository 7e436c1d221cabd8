import assert from 'node:assert/strict';

import { startDemoApi } from '../../support/demoApi/demoApi';
import type { DemoApi } from '../../support/demoApi/demoApi';
import { scenarios } from '../../support/demoApi/scenarios';
import { ask } from './ask';

const looksReal = /^([a-z0-9]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const goneOnPurpose = '/files/gone.webp';

describe('the scenarios of the demo API', () => {
  let demo: DemoApi;
  let now = Date.now();

  before(async () => {
    demo = await startDemoApi({ now: () => now });
  });

  after(() => demo.close());

  it('have ids of their own', () => {
    const ids = scenarios.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('have ids that look real where they are predictions, and readable ones where they fail', () => {
    for (const { id, group } of scenarios) {
      const readable = group === 'error' || group === 'flaky';
      assert.match(id, readable ? /^(error|flaky)-[a-z0-9-]+$/ : looksReal);
    }
  });

  for (const { id, group, does } of scenarios.filter(
    ({ group }) => group === 'finished' || group === 'live',
  )) {
    it(`${id} answers, and every file that it names is there (${does})`, async () => {
      if (group === 'live') await ask(demo, id);
      now += 120_000;
      const answer = await ask(demo, id);
      assert.equal(answer.status, 200);
      for (const url of filesIn(await answer.text(), demo.origin)) {
        const { status } = await fetch(url);
        assert.equal(status, url.endsWith(goneOnPurpose) ? 404 : 200, url);
      }
    });
  }
});

function filesIn(answer: string, origin: string): string[] {
  const found = answer.match(/http:\/\/[^"]+/g) ?? [];
  return found.filter((url) => url.startsWith(`${origin}/`));
}
