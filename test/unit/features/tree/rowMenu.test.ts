import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { contextOf } from '../../../../src/features/tree/rowContext';
import { childRows, type Row } from '../../../../src/features/tree/rows';
import type { PredictionMark, TrackedPrediction } from '../../../../src/tracking/trackedPrediction';
import { trackedOf } from '../../../support/builders/predictions';

interface MenuItem {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

interface Manifest {
  readonly contributes: { readonly menus: Readonly<Record<string, readonly MenuItem[]>> };
}

const manifest = JSON.parse(
  readFileSync(path.join(__dirname, '../../../../package.json'), 'utf8'),
) as Manifest; // VS Code checks its shape
const items = manifest.contributes.menus['view/item/context'] ?? [];
const inline = items.filter(({ group }) => group.startsWith('inline'));

describe('The menu of a row', () => {
  const contexts = [...new Set(everyPrediction().flatMap(contextsOf))];

  it('is told by tokens what the row is', () => {
    assert.ok(contexts.length > 20);
    for (const context of contexts) assert.match(context, /^[a-z]\w*(?:\.[a-z]\w*)*$/i);
  });

  it('has three buttons in the row at the most', () => {
    for (const context of contexts) {
      const shown = inline.filter((item) => isShown(item, context));
      assert.ok(shown.length <= 3, `${context}: ${shown.map(({ command }) => command).join()}`);
    }
  });

  it('has no two buttons at one place', () => {
    for (const context of contexts) {
      const places = items.filter((item) => isShown(item, context)).map(({ group }) => group);
      assert.equal(new Set(places).size, places.length, `${context}: ${places.join()}`);
    }
  });

  it('has no item that no row shows', () => {
    const hidden = items.filter((item) => !contexts.some((context) => isShown(item, context)));
    assert.deepEqual(hidden, []);
  });

  it('offers by menu what it offers by button', () => {
    for (const context of contexts) {
      const shown = items.filter((item) => isShown(item, context));
      const inMenu = new Set(
        shown.filter(({ group }) => !group.startsWith('inline')).map(({ command }) => command),
      );
      assert.deepEqual(
        shown.map(({ command }) => command).filter((command) => !inMenu.has(command)),
        [],
      );
    }
  });
});

/** Whether or not all of these can come together. */
function everyPrediction(): TrackedPrediction[] {
  const urls = [{}, { urls: { web: 'https://replicate.com/p/k7q2m9x4c8r1v6z3t5w0n8b2j7' } }];
  const outputs = [null, ['https://replicate.delivery/xezq/deer.webp', 'a deer']];
  const marks: PredictionMark[][] = [[], ['paused'], ['gone'], ['paused', 'gone']];
  const failures = [undefined, true, false].map((isTemporary) =>
    isTemporary === undefined
      ? undefined
      : { error: Object.assign(new Error('503'), { isTemporary }), count: 1, retryAt: undefined },
  );
  return ['starting', 'processing', 'succeeded', 'failed'].flatMap((status) =>
    urls.flatMap((url) =>
      outputs.flatMap((output) =>
        marks.flatMap((marked) =>
          failures.map((failure) =>
            trackedOf(
              { status, output, error: status === 'failed' ? 'NSFW' : null, ...url },
              { marks: new Set(marked), failure },
            ),
          ),
        ),
      ),
    ),
  );
}

/** Of its row and of all that stands under it. */
function contextsOf(tracked: TrackedPrediction): string[] {
  const prediction = tracked.whole?.prediction;
  assert.ok(prediction);
  const under = (row: Row): Row[] => [row, ...childRows(row, prediction).flatMap(under)];
  const rows = under({ type: 'prediction', predictionId: tracked.id });
  return [false, true].flatMap((isFetching) =>
    rows.map((row) => contextOf(row, tracked, isFetching)),
  );
}

function isShown({ when }: MenuItem, context: string): boolean {
  const [, pattern = ''] =
    /^view == deerapi\.predictions && viewItem =~ \/(.+)\/$/.exec(when) ?? [];
  assert.notEqual(pattern, '', `“${when}” is of another form`);
  return new RegExp(pattern).test(context);
}
