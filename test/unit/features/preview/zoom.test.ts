import assert from 'node:assert/strict';

import fc from 'fast-check';

import {
  fitScale,
  fitted,
  panBy,
  placement,
  scaleOf,
  zoomBy,
  zoomStep,
  zoomTo,
  type Scene,
  type Zoom,
} from '../../../../media/preview/zoom';

const scene: Scene = { image: { width: 1000, height: 500 }, stage: { width: 500, height: 500 } };
const middle = { x: 250, y: 250 };

describe('an image on its stage', () => {
  it('fits, and stands in the middle', () => {
    assert.deepEqual(placement(fitted, scene), { x: 0, y: 125, scale: 0.5 });
  });

  it('is not blown up to fit', () => {
    const small = { ...scene, image: { width: 50, height: 50 } };
    assert.deepEqual(placement(fitted, small), { x: 225, y: 225, scale: 1 });
  });

  it('keeps what is under the pointer there when it is zoomed', () => {
    const at = { x: 400, y: 200 };
    const before = placement(fitted, scene);
    const under = (at.x - before.x) / before.scale;
    const zoomed = zoomBy(fitted, 4, at, scene);
    const after = placement(zoomed, scene);
    assert.equal(after.scale, 2);
    assert.ok(Math.abs((at.x - after.x) / after.scale - under) < 1e-9);
  });

  it('goes to round scales by steps, through 1, up to 64 and back to all of it', () => {
    let zoom = fitted;
    const scales: number[] = [];
    for (let step = 0; step < 16; step += 1) {
      zoom = zoomStep(zoom, 1, middle, scene);
      scales.push(scaleOf(zoom, scene));
    }
    assert.deepEqual(scales.slice(0, 5), [2 / 3, 1, 1.5, 2, 3]);
    assert.equal(scales.at(-1), 64);
    for (let step = 0; step < 30; step += 1) zoom = zoomStep(zoom, -1, middle, scene);
    assert.ok(scaleOf(zoom, scene) <= fitScale(scene));
  });

  it('stops at its edge when it is dragged', () => {
    const zoomed = zoomTo(fitted, 1, middle, scene);
    const dragged = panBy(zoomed, { x: 10_000, y: 0 }, scene);
    assert.equal(placement(dragged, scene).x, 0);
    const back = panBy(dragged, { x: -10, y: 0 }, scene);
    assert.equal(placement(back, scene).x, -10, 'what went beyond the edge need not be gone back');
  });

  it('leaves no gap and is never lost, whatever is done to it', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 500 }),
    });
    const act = fc.oneof(
      fc.record({ by: fc.double({ min: 0.1, max: 10, noNaN: true }), at: point }),
      fc.record({ pan: fc.record({ x: fc.integer(), y: fc.integer() }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const zoom = acts.reduce<Zoom>(
          (now, each) =>
            'pan' in each ? panBy(now, each.pan, scene) : zoomBy(now, each.by, each.at, scene),
          fitted,
        );
        const { x, y, scale } = placement(zoom, scene);
        const { image, stage } = scene;
        for (const [from, length, room] of [
          [x, image.width * scale, stage.width],
          [y, image.height * scale, stage.height],
        ] as const) {
          if (length <= room) assert.ok(Math.abs(from - (room - length) / 2) < 1e-6);
          else assert.ok(from <= 1e-6 && from + length >= room - 1e-6);
        }
      }),
    );
  });
});
