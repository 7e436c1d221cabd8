import assert from 'node:assert/strict';

import { startDemoApi } from '../../support/demoApi/demoApi';
import type { DemoApi } from '../../support/demoApi/demoApi';
import { lifetime } from '../../support/demoApi/liveRun';
import type { LiveRun } from '../../support/demoApi/liveRun';
import { liveRuns } from '../../support/demoApi/scenarios';
import { askJson } from './ask';

const quickId = 'fluxquick7x4c8r1v6z3t5w0n8';
const fourImagesId = 'sdxlfourc8r1v6z3t5w0n8b2j7';

describe('a live prediction', () => {
  const start = Date.parse('2025-05-19T02:00:17.516Z');
  let demo: DemoApi;
  let now: number;

  beforeEach(async () => {
    now = start;
    demo = await startDemoApi({ now: () => now });
  });

  afterEach(() => demo.close());

  /** Its answers each half second from the first ask until it has ended. */
  async function lived(run: LiveRun): Promise<Record<string, unknown>[]> {
    const answers: Record<string, unknown>[] = [];
    for (now = start; now <= start + lifetime(run) * 1000; now += 500) {
      answers.push(await askJson(demo, run.id));
    }
    return answers;
  }

  for (const run of liveRuns) {
    it(`${run.id}: ${run.does}`, async () => {
      const answers = await lived(run);
      const statuses = [...new Set(answers.map(({ status }) => status))];
      assert.deepEqual(statuses, [...run.phases.map(([status]) => status), run.ending.status]);
      assertOnlyGrows(answers.map(({ logs }) => (typeof logs === 'string' ? logs : '')));
      assertEndsOnce(answers);
    });
  }

  it('begins when it is first asked for, however long the demo has been up', async () => {
    now = start + 3_600_000;
    const answer = await askJson(demo, quickId);
    assert.equal(answer['status'], 'starting');
    assert.equal(answer['created_at'], '2025-05-19T03:00:17.516Z');
  });

  it('tells its times and metrics by the clock', async () => {
    await askJson(demo, quickId);
    now = start + 60_000;
    const answer = await askJson(demo, quickId);
    assert.equal(answer['started_at'], '2025-05-19T02:00:19.516386215Z');
    assert.equal(answer['completed_at'], '2025-05-19T02:00:24.516386215Z');
    assert.deepEqual(answer['metrics'], { predict_time: 5, total_time: 7, image_count: 1 });
  });

  it('shows outputs while it still runs', async () => {
    await askJson(demo, fourImagesId);
    now = start + 14_000;
    const { status, output } = await askJson(demo, fourImagesId);
    assert.equal(status, 'processing');
    assert.deepEqual(output, [
      `${demo.origin}/files/lake-1.webp`,
      `${demo.origin}/files/lake-2.webp`,
    ]);
  });

  it('comes in each terminal state', () => {
    const endings = new Set(liveRuns.map(({ ending }) => ending.status));
    assert.deepEqual([...endings].sort(), ['aborted', 'canceled', 'failed', 'succeeded']);
  });
});

function assertOnlyGrows(logs: readonly string[]): void {
  logs.reduce((before, after) => {
    assert.ok(after.startsWith(before), `${JSON.stringify(after)} does not go on from before`);
    return after;
  });
}

function assertEndsOnce(answers: readonly Record<string, unknown>[]): void {
  const ends = answers.filter((answer) => answer['completed_at'] !== null);
  assert.equal(ends.length, 1);
  assert.equal(ends[0], answers.at(-1));
}
