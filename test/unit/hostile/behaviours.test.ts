import assert from 'node:assert/strict';

import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { FakeClock } from '../../support/builders/fakeClock';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { isFailure, mostAsks, type Behaviour } from '../../support/hostileApi/behaviour';
import { behaviours } from '../../support/hostileApi/behaviours';
import { canary, canaryIn } from '../../support/hostileApi/canary';
import { fairText } from '../../support/hostileApi/fair';
import { HeadlessExtension } from '../../support/hostileApi/headlessExtension';
import { HostileApi } from '../../support/hostileApi/hostileApi';

const id = 'abc';
/** A person who looks something up is patient for so many requests. */
const mostAttempts = 3;

describe('a hostile or broken server', function () {
  // Some take the machine a while: 200 MB are inflated.
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  const all = Object.values(behaviours).flat();
  let clock: FakeClock;
  let api: HostileApi;
  let extension: HeadlessExtension;

  before(async () => {
    api = await HostileApi.start(() => clock.now());
  });

  beforeEach(() => {
    clock = new FakeClock();
  });

  afterEach(async () => {
    const leftOver = await extension.dispose();
    assert.deepEqual(leftOver, { timers: 0, connections: 0 });
  });

  after(() => api.close());

  it('has a name for each behaviour', () => {
    extension = begin();
    assert.equal(new Set(all.map((each) => each.id)).size, all.length);
    assert.ok(all.length >= 60);
  });

  for (const behaviour of all) {
    describe(`that ${behaviour.does} (${behaviour.id})`, () => {
      it(`has a look-up tell: ${behaviour.sees}`, async () => {
        extension = begin();
        waitNoLongerFor(behaviour);
        api.play(behaviour, 0);
        assert.equal(untimed(await extension.lookUp(id)), said(behaviour.sees));
        assert.ok(api.asked <= mostAttempts, `it was asked ${api.asked} times`);
        assert.equal(extension.tracker.size, isFailure(behaviour) ? 0 : 1);
        await isSafe();
      });

      const { count, seconds } = mostAsks[behaviour.asks];
      it(`takes nothing from what is followed, and is asked ${count} times in ${seconds} s at the most`, async () => {
        extension = begin();
        api.play(behaviour, 1);
        await extension.lookUp(id);
        waitNoLongerFor(behaviour);
        await extension.spend(seconds * 1000);
        assert.equal(extension.stateOf(id), stateAfter(behaviour));
        const failure = isFailure(behaviour) ? said(behaviour.sees) : "''";
        assert.equal(untimed(extension.failureOf(id)), failure);
        const asks = api.asked - 1;
        assert.ok(asks >= 1 && asks <= count, `it was asked ${asks} times`);
        await isKept(behaviour);
        await isSafe();
        await extension.tracker.untrack([id]);
      });
    });
  }

  function begin(): HeadlessExtension {
    return new HeadlessExtension({ baseUrl: api.baseUrl, key: canary, folder: folder.path, clock });
  }

  /** Of time-outs nothing is learned by waiting. */
  function waitNoLongerFor({ isEndless }: Behaviour): void {
    if (isEndless) extension.requestTimeout = 0.03;
  }

  function said(sentence: string): string {
    return sentence.replaceAll('HOST', api.host);
  }

  /** Memory and disk hold the same, and what had been received before is among it. */
  async function isKept(behaviour: Behaviour): Promise<void> {
    const held = (await extension.tracker.open(id))?.whole;
    assert.ok(held);
    const troubles: unknown[] = [];
    const library = new PredictionLibrary(folder.path, (trouble) => troubles.push(trouble));
    const heads = await library.load();
    const stored = await library.read(id);
    library.dispose();
    assert.deepEqual(troubles, []);
    assert.deepEqual(
      heads.map((head) => head.id),
      [id],
    );
    assert.ok(JSON.parse(stored?.answer ?? ''));
    if (!isFailure(behaviour)) return;
    assert.equal(held.answer, fairText(id));
    assert.equal(stored?.answer, fairText(id));
  }

  /** The key went nowhere else, nothing else was asked for, and nothing broke. */
  async function isSafe(): Promise<void> {
    assert.deepEqual(extension.bugs, []);
    assert.deepEqual(api.strays, []);
    assert.deepEqual(api.traps.names, []);
    assert.equal(api.traps.connections, 0);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    for (const text of await extension.everything()) assert.equal(canaryIn(text), undefined);
  }
});

/** The gateways' request ids begin with the time. */
function untimed(sentence: string): string {
  return sentence.replace(/\d{17}(?=482913)/, '20250519020017516');
}

function stateAfter(behaviour: Behaviour): string {
  if (behaviour.then !== undefined) return behaviour.then;
  return isFailure(behaviour) ? 'processing' : behaviour.sees;
}
