import type { ImageStage } from './imageStage';

export interface KeyActions {
  readonly isSingle: () => boolean;
  readonly image: () => ImageStage | undefined;
  /** @param to Gives the number of the output from that of the present one and how many there are. */
  readonly go: (to: (index: number, count: number) => number) => void;
  readonly close: () => void;
}

/** What has a meaning of its own for arrows and the like. */
const ownKeys =
  'audio, video, input, select, [role=tree], [role=separator], .details, .differences, .log';
const panStep = 60;

/** The keys of the single view; the gallery and the tree have their own. */
export function onKeys(actions: KeyActions): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!actions.isSingle()) return;
    const isElsewhere = event.target instanceof Element && event.target.closest(ownKeys) !== null;
    if (event.key === 'Escape' || !isElsewhere) {
      if (act(event, actions)) event.preventDefault();
    }
  });
}

/** Gives whether the key means something. */
function act({ key, shiftKey }: KeyboardEvent, actions: KeyActions): boolean {
  const image = actions.image();
  if (shiftKey && key in directions && image !== undefined) {
    image.pan(directions[key as keyof typeof directions]);
    return true;
  }
  switch (key) {
    case 'ArrowLeft':
      actions.go((index) => index - 1);
      return true;
    case 'ArrowRight':
      actions.go((index) => index + 1);
      return true;
    case 'Home':
      actions.go(() => 0);
      return true;
    case 'End':
      actions.go((_, count) => count - 1);
      return true;
    case 'Escape':
      actions.close();
      return true;
    default:
      return image !== undefined && zoom(key, image);
  }
}

const directions = {
  ArrowLeft: { x: panStep, y: 0 },
  ArrowRight: { x: -panStep, y: 0 },
  ArrowUp: { x: 0, y: panStep },
  ArrowDown: { x: 0, y: -panStep },
} as const;

function zoom(key: string, image: ImageStage): boolean {
  switch (key) {
    case '+':
    case '=':
      image.step(1);
      return true;
    case '-':
      image.step(-1);
      return true;
    case '0':
      image.fit();
      return true;
    case '1':
      image.actualSize();
      return true;
    default:
      return false;
  }
}
