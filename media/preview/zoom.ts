export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How an image is looked at, whatever the size of the stage: two stages may share it. */
export interface Zoom {
  /** Pixels of the screen for one of the image; `fit`: all of it is in sight. */
  readonly scale: number | 'fit';
  /** The place of the image in the middle of the stage, 0 to 1 across it. */
  readonly x: number;
  readonly y: number;
}

/** An image on a stage, both in the same unit. */
export interface Scene {
  readonly image: Size;
  readonly stage: Size;
}

export const fitted: Zoom = { scale: 'fit', x: 0.5, y: 0.5 };

const largest = 64;
const steps = [
  1 / 16,
  1 / 8,
  1 / 4,
  1 / 3,
  1 / 2,
  2 / 3,
  1,
  1.5,
  2,
  3,
  4,
  6,
  8,
  12,
  16,
  24,
  32,
  48,
];

/** Small images are not blown up. */
export function fitScale({ image, stage }: Scene): number {
  return Math.min(1, stage.width / image.width, stage.height / image.height);
}

export function scaleOf({ scale }: Zoom, scene: Scene): number {
  return scale === 'fit' ? fitScale(scene) : scale;
}

/** Where the image's upper left corner is, and how large it is drawn. */
export function placement(zoom: Zoom, scene: Scene): Point & { readonly scale: number } {
  const scale = scaleOf(zoom, scene);
  const { image, stage } = scene;
  return {
    scale,
    x: start(zoom.x, image.width * scale, stage.width),
    y: start(zoom.y, image.height * scale, stage.height),
  };
}

/** Zooms so that what is at that point of the stage stays there. */
export function zoomTo(zoom: Zoom, scale: number, at: Point, scene: Scene): Zoom {
  const { image, stage } = scene;
  const before = placement(zoom, scene);
  const to = Math.min(largest, Math.max(smallest(scene), scale));
  const middle = (point: number, from: number, length: number, room: number) => {
    const place = (point - from) / before.scale;
    return (place - (point - room / 2) / to) / length;
  };
  return kept(
    {
      scale: to,
      x: middle(at.x, before.x, image.width, stage.width),
      y: middle(at.y, before.y, image.height, stage.height),
    },
    scene,
  );
}

export function zoomBy(zoom: Zoom, factor: number, at: Point, scene: Scene): Zoom {
  return zoomTo(zoom, scaleOf(zoom, scene) * factor, at, scene);
}

/** The next round scale. */
export function zoomStep(zoom: Zoom, direction: 1 | -1, at: Point, scene: Scene): Zoom {
  const scale = scaleOf(zoom, scene);
  const next =
    direction === 1
      ? (steps.find((step) => step > scale * 1.001) ?? largest)
      : (steps.findLast((step) => step < scale / 1.001) ?? 0);
  return zoomTo(zoom, next, at, scene);
}

/** Moves the image by so much of the stage. */
export function panBy(zoom: Zoom, { x, y }: Point, scene: Scene): Zoom {
  const { image } = scene;
  const { scale } = placement(zoom, scene);
  return kept(
    {
      ...zoom,
      x: zoom.x - x / (image.width * scale),
      y: zoom.y - y / (image.height * scale),
    },
    scene,
  );
}

/** An image smaller than the stage stands in its middle; a larger one leaves no gap. */
function start(middle: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, room / 2 - middle * length));
}

/** Without what lies beyond the edges, so that the way back is not longer than what is seen. */
function kept(zoom: Zoom, scene: Scene): Zoom {
  const { image, stage } = scene;
  const { x, y, scale } = placement(zoom, scene);
  return {
    scale: zoom.scale,
    x: (stage.width / 2 - x) / (image.width * scale),
    y: (stage.height / 2 - y) / (image.height * scale),
  };
}

function smallest(scene: Scene): number {
  return Math.min(fitScale(scene), 1 / 16);
}
