import type { Point } from './zoom';

export interface Gestures {
  readonly zoom: (factor: number, at: Point) => void;
  readonly pan: (by: Point) => void;
  /** Between all of it and its pixels. */
  readonly toggle: (at: Point) => void;
}

/** Pixels of a wheel's turn that double or halve. */
const wheelDoubling = 400;
/** A touchpad's pinch comes as a wheel with Ctrl, in much smaller steps. */
const pinchDoubling = 70;
const lineHeight = 16;

/** Wheel, pinch, drag and double click on a stage. All places are those within it. */
export function stageGestures(stage: HTMLElement, gestures: Gestures): void {
  const placeOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
      const turned = lines ? event.deltaY * lineHeight : event.deltaY;
      const factor = 2 ** (-turned / (event.ctrlKey ? pinchDoubling : wheelDoubling));
      gestures.zoom(Math.min(2, Math.max(0.5, factor)), placeOf(event));
    },
    { passive: false },
  );
  stage.addEventListener('dblclick', (event) => {
    gestures.toggle(placeOf(event));
  });
  const fingers = new Map<number, Point>();
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, placeOf(event));
    stage.setPointerCapture(event.pointerId);
    stage.classList.add('dragged');
  });
  stage.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const place = placeOf(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, place);
    if (other === undefined) gestures.pan({ x: place.x - before.x, y: place.y - before.y });
    else
      gestures.zoom(
        distance(place, other) / Math.max(1, distance(before, other)),
        middle(place, other),
      );
  });
  const lift = ({ pointerId }: PointerEvent) => {
    fingers.delete(pointerId);
    if (fingers.size === 0) stage.classList.remove('dragged');
  };
  stage.addEventListener('pointerup', lift);
  stage.addEventListener('pointercancel', lift);
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
