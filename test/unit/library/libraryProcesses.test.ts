import assert from 'node:assert/strict';
import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect, isDeepStrictEqual } from 'node:util';

import { encodePrediction } from '../../../src/library/predictionFile';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import type { StoredPrediction } from '../../../src/library/storedPrediction';
import { temporaryEnding } from '../../../src/library/wholeFile';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { eventually } from '../../support/eventually';
import { headOf, pendingOf, storedOf } from '../../support/library/storedOf';
import { useWindows, type WindowProcess } from '../../support/library/windowProcess';

/** What a window does, others show within this time. */
const toldWithinMs = 2000;

describe('windows in processes of their own', function () {
  this.timeout(60_000);
  // Ended before their folder is removed.
  const startWindow = useWindows();
  const temporary = useTemporaryFolder();

  async function startTwo(): Promise<readonly [WindowProcess, WindowProcess]> {
    const windows = [startWindow(temporary.path), startWindow(temporary.path)] as const;
    const [one, other] = await Promise.all(windows);
    for (const window of [one, other]) {
      await window.call('load');
      await window.call('listen');
    }
    return [one, other];
  }

  async function inLibrary(
    folder = temporary.path,
  ): Promise<ReadonlyMap<string, StoredPrediction>> {
    const library = new PredictionLibrary(folder, ({ type, file }) => {
      assert.fail(`${type} ${file}`);
    });
    const heads = await library.load();
    const all = await Promise.all(heads.map(({ id }) => library.read(id)));
    library.dispose();
    return new Map(all.filter((one) => one !== undefined).map((one) => [one.id, one]));
  }

  it('add 200 each at the same time: 400 are there, and told', async () => {
    const [one, other] = await startTwo();
    const idsOf = (name: string) => Array.from({ length: 200 }, (_, index) => `${name}-${index}`);
    await Promise.all([
      one.call(
        'add',
        idsOf('one').map((id) => storedOf(id)),
      ),
      other.call(
        'add',
        idsOf('other').map((id) => storedOf(id)),
      ),
    ]);
    const all = await inLibrary();
    assert.deepEqual(new Set(all.keys()), new Set([...idsOf('one'), ...idsOf('other')]));
    for (const [id, stored] of all) assert.deepEqual(stored, storedOf(id));
    const toldTo = (window: WindowProcess) => new Set(window.changes.map(({ id }) => id));
    await eventually(
      () => Promise.resolve([toldTo(one), toldTo(other)]),
      (told) => told.every(({ size }) => size === 200),
      toldWithinMs,
    );
    assert.deepEqual(toldTo(one), new Set(idsOf('other')));
    assert.deepEqual(toldTo(other), new Set(idsOf('one')));
  });

  it('add the same at the same time: no answer is lost', async () => {
    const [one, other] = await startTwo();
    const ids = Array.from({ length: 200 }, (_, index) => `id-${index}`);
    await Promise.all([
      one.call(
        'add',
        ids.map((id) => pendingOf(id)),
      ),
      other.call(
        'add',
        ids.map((id) => storedOf(id)),
      ),
      one.call(
        'add',
        ids.map((id) => pendingOf(id)),
      ),
    ]);
    const all = await inLibrary();
    assert.equal(all.size, ids.length);
    for (const [id, { answer }] of all) assert.equal(answer, storedOf(id).answer);
  });

  it('tell each other within two seconds', async () => {
    const [one, other] = await startTwo();
    const isTold = async (act: () => Promise<unknown>, expected: unknown) => {
      other.changes.length = 0;
      await act();
      await eventually(
        () => Promise.resolve(other.changes),
        (changes) => changes.length > 0,
        toldWithinMs,
      );
      assert.deepEqual(other.changes, [{ id: 'a', head: expected }]);
    };
    const updated = storedOf('a', {}, { answeredAt: 5 });
    const marks = new Set(['gone'] as const);
    await isTold(() => one.call('add', [pendingOf('a')]), headOf(pendingOf('a')));
    await isTold(() => one.call('update', updated), headOf(updated));
    await isTold(() => one.call('mark', ['a'], 'gone', true), { ...headOf(updated), marks });
    await isTold(() => one.call('remove', ['a']), undefined);
    await isTold(() => one.call('bringBack', ['a']), { ...headOf(updated), marks });
    assert.deepEqual(one.changes, []);
    assert.deepEqual([...one.reports, ...other.reports], []);
  });

  it('set marks at the same time without undoing each other', async () => {
    const [one, other] = await startTwo();
    const ids = Array.from({ length: 50 }, (_, index) => `id-${index}`);
    await one.call(
      'add',
      ids.map((id) => storedOf(id)),
    );
    await Promise.all([
      one.call('mark', ids, 'paused', true),
      other.call('mark', ids, 'unseen', true),
    ]);
    for (const { marks } of (await inLibrary()).values()) {
      assert.deepEqual(marks, new Set(['paused', 'unseen']));
    }
  });

  it('do not replace a file by a part of it where the disk takes no more', async () => {
    const window = await startWindow(temporary.path, ['sh', '-c', 'ulimit -f 8; exec "$@"', 'sh']);
    await window.call('add', [storedOf('a'), storedOf('b')]);
    const large = storedOf('a', {}, { answer: 'x'.repeat(100_000) });
    assert.equal(await window.call('update', large), 'failed');
    assert.deepEqual((await inLibrary()).get('a'), storedOf('a'));
    assert.deepEqual(
      window.reports.map(({ type }) => type),
      ['not-written'],
    );
    const names = await readdir(path.join(temporary.path, 'predictions'));
    assert.deepEqual(
      names.filter((name) => !name.endsWith('.jsonl')),
      [],
    );
  });

  describe('killed at any step', () => {
    const before = storedOf('kept', {}, { marks: new Set(['paused']) });
    const after = storedOf('kept', { output: 'another' }, { answeredAt: 7 });
    const added = storedOf('new');
    const bystander = storedOf('bystander');
    // Long enough to be written in parts.
    const longAnswer = Array.from({ length: 100_000 }, (_, index) => index).join(' ');
    const long = storedOf('kept', {}, { answer: longAnswer, marks: before.marks });

    const acts: readonly {
      readonly name: string;
      readonly act: (window: WindowProcess) => Promise<unknown>;
      /** What may be there of `kept` afterwards. */
      readonly outcomes: readonly (StoredPrediction | undefined)[];
      /** What a file is written of. */
      readonly written?: StoredPrediction;
      readonly isRemoved?: boolean;
    }[] = [
      {
        name: 'of adding',
        act: (window) => window.call('add', [added]),
        outcomes: [before],
        written: added,
      },
      {
        name: 'of adding what is there',
        act: (window) => window.call('add', [after]),
        outcomes: [before, { ...after, marks: before.marks }],
        written: after,
      },
      {
        name: 'of an update',
        act: (window) => window.call('update', after),
        outcomes: [before, { ...after, marks: before.marks }],
        written: after,
      },
      {
        name: 'of an update that is written in parts',
        act: (window) => window.call('update', long),
        outcomes: [before, long],
        written: long,
      },
      {
        name: 'of marking',
        act: (window) => window.call('mark', ['kept'], 'unseen', true),
        outcomes: [before, { ...before, marks: new Set(['paused', 'unseen']) }],
      },
      {
        name: 'of removing',
        act: (window) => window.call('remove', ['kept']),
        outcomes: [before, undefined],
      },
      {
        name: 'of undoing a removal',
        act: (window) => window.call('bringBack', ['kept']),
        outcomes: [undefined, before],
        isRemoved: true,
      },
      {
        name: 'of adding what was removed',
        act: (window) => window.call('add', [{ ...after, marks: before.marks }]),
        outcomes: [undefined, before, { ...after, marks: before.marks }],
        written: after,
        isRemoved: true,
      },
    ];

    for (const { name, act, outcomes, written, isRemoved = false } of acts) {
      it(`${name}, a window leaves the old or the new, whole; others are told what it is`, async () => {
        const start = path.join(temporary.path, 'start');
        const library = new PredictionLibrary(start, () => undefined);
        await library.add([before, bystander]);
        if (isRemoved) await library.remove(['kept']);
        library.dispose();

        const seen = new Set<number>();
        const leftTexts = new Set<string>();
        let steps = 0;
        const killAtEach = async () => {
          for (;;) {
            steps += 1;
            const step = steps;
            const folder = path.join(temporary.path, String(step));
            await cp(start, folder, { recursive: true });
            const isKilled = await killedAt(folder, step, act, (all) => {
              assert.deepEqual(all.get('bystander'), bystander);
              const another = all.get('new');
              if (another !== undefined) assert.deepEqual(another, added);
              seen.add(indexOfEqual(outcomes, all.get('kept')));
            });
            for (const text of await temporaryTexts(folder)) leftTexts.add(text);
            if (!isKilled) return;
          }
        };
        const all = [killAtEach(), killAtEach(), killAtEach()];
        // Where one fails, the others need the folder until they end.
        await Promise.allSettled(all);
        await Promise.all(all);
        assert.deepEqual([...seen].sort(), [...outcomes.keys()]);
        assert.ok(steps > 6, String(steps));
        // It was killed within what it writes too: a probe that misses that shows nothing.
        const cuts = written === undefined ? [] : cutsOf([...encodePrediction(written)]);
        assert.deepEqual(lengthsOf(leftTexts), lengthsOf(new Set(cuts)));
        assert.ok(isDeepStrictEqual(leftTexts, new Set(cuts)), 'Other texts of these lengths.');
      });
    }

    it('within a long answer, which is written in several parts', () => {
      const parts = [...encodePrediction(long)];
      const ofAnswer = parts.filter((part) => longAnswer.includes(part));
      assert.ok(ofAnswer.length > 1, String(ofAnswer.length));
    });

    /** Gives false where the act came to its end before that step. */
    async function killedAt(
      folder: string,
      step: number,
      act: (window: WindowProcess) => Promise<unknown>,
      check: (all: ReadonlyMap<string, StoredPrediction>) => void,
    ): Promise<boolean> {
      const witness = new PredictionLibrary(folder, () => undefined, 15);
      const shown = new Map((await witness.load()).map((head) => [head.id, head]));
      witness.onDidChange((changes) => {
        for (const { id, head } of changes) {
          if (head === undefined) shown.delete(id);
          else shown.set(id, head);
        }
      });
      try {
        const window = await startWindow(folder);
        await window.call('killAtStep', step);
        const isKilled = await window.isKilledIn(act(window));
        const all = await inLibrary(folder);
        check(all);
        const there = new Map([...all].map(([id, stored]) => [id, headOf(stored)]));
        await eventually(
          () => Promise.resolve(shown),
          () => isDeepStrictEqual(shown, there),
        );
        await window.kill();
        return isKilled;
      } finally {
        witness.dispose();
      }
    }
  });
});

function indexOfEqual(all: readonly unknown[], one: unknown): number {
  const index = all.findIndex((other) => isDeepStrictEqual(other, one));
  assert.ok(index >= 0, `Neither old nor new: ${inspect(one, { maxStringLength: 200 })}`);
  return index;
}

/** What is in a file that is cut short before, within or after a part. */
function cutsOf(parts: readonly string[]): string[] {
  const cuts = parts.flatMap((part, index) => {
    const before = parts.slice(0, index).join('');
    return [before, before + part.slice(0, part.length / 2)];
  });
  return [...cuts, parts.join('')];
}

function lengthsOf(texts: ReadonlySet<string>): number[] {
  return [...texts].map(({ length }) => length).sort((a, b) => a - b);
}

/** What was not yet a prediction's file when a window was killed. */
async function temporaryTexts(folder: string): Promise<string[]> {
  const predictions = path.join(folder, 'predictions');
  const names = (await readdir(predictions)).filter((name) => name.endsWith(temporaryEnding));
  return Promise.all(names.map((name) => readFile(path.join(predictions, name), 'utf8')));
}
