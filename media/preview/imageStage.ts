import type { ShownOutput } from '../../src/features/preview/messages';
import { element } from './element';
import type { OutputBody } from './outputBody';
import { stageGestures } from './stageGestures';
import {
  fitted,
  panBy,
  placement,
  scaleOf,
  zoomBy,
  zoomStep,
  zoomTo,
  type Point,
  type Scene,
  type Size,
  type Zoom,
} from './zoom';

export interface ImageStageOptions {
  readonly url: string;
  readonly alt: string;
  readonly zoom: Zoom;
  /** The zoom is of use for an image of that size alone; absent: for any. */
  readonly zoomedSize: Size | undefined;
  /** Told of every change, also of the first, when the image's size is known. */
  readonly onDidZoom: (zoom: Zoom) => void;
  /** Told when it has another room: what is fitted into it has another scale. */
  readonly onDidResize: () => void;
  readonly onDidFail: () => void;
}

/** From here on one sees single pixels. */
const pixelScale = 3;

/** An image to zoom and pan. */
export class ImageStage implements OutputBody {
  readonly root = element('div', { className: 'stage' });
  readonly #image: HTMLImageElement;
  /** Shows through where the image does; it does not grow with it. */
  readonly #board = element('div', { className: 'board' });
  readonly #shown: string;
  #zoom: Zoom;
  #room: Size = { width: 0, height: 0 };

  constructor(
    output: ShownOutput,
    private readonly options: ImageStageOptions,
  ) {
    this.#shown = JSON.stringify(output.content);
    this.#zoom = options.zoom;
    this.#image = element('img', {
      alt: options.alt,
      decoding: 'async',
      draggable: false,
      // Else its pixels could not be copied.
      crossOrigin: 'anonymous',
    });
    this.#image.addEventListener('load', () => {
      if (!isSameSize(options.zoomedSize, this.pixels)) this.#zoom = fitted;
      this.#place();
      this.root.classList.add('loaded');
      options.onDidZoom(this.#zoom);
    });
    this.#image.addEventListener('error', options.onDidFail);
    this.#image.src = options.url;
    this.root.append(this.#board, this.#image);
    const sizes = new ResizeObserver(() => {
      this.#measure();
      this.#place();
      options.onDidResize();
    });
    sizes.observe(this.root);
    stageGestures(this.root, {
      zoom: (factor, at) => {
        this.#apply((zoom, scene) => zoomBy(zoom, factor, at, scene));
      },
      pan: (by) => {
        this.pan(by);
      },
      toggle: (at) => {
        this.#apply((zoom, scene) =>
          zoom.scale === 'fit' ? zoomTo(zoom, actualScale(scene), at, scene) : fitted,
        );
      },
    });
  }

  update({ content }: ShownOutput): boolean {
    return JSON.stringify(content) === this.#shown;
  }

  /** The image's own pixels; undefined until they are known. */
  get pixels(): Size | undefined {
    const { naturalWidth, naturalHeight } = this.#image;
    return naturalWidth > 0 ? { width: naturalWidth, height: naturalHeight } : undefined;
  }

  /** Pixels of the screen for one of the image. */
  get scale(): number | undefined {
    const scene = this.#scene();
    return scene && scaleOf(this.#zoom, scene);
  }

  get zoom(): Zoom {
    return this.#zoom;
  }

  set zoom(zoom: Zoom) {
    this.#apply(() => zoom);
  }

  step(direction: 1 | -1): void {
    this.#apply((zoom, scene) => zoomStep(zoom, direction, middleOf(scene), scene));
  }

  fit(): void {
    this.#apply(() => fitted);
  }

  actualSize(): void {
    this.#apply((zoom, scene) => zoomTo(zoom, 1, middleOf(scene), scene));
  }

  /** @param by Pixels of the page. */
  pan(by: Point): void {
    this.#apply((zoom, scene) => panBy(zoom, by, scene));
  }

  /** To the clipboard, as a PNG of its own size. @throws where the browser refuses. */
  async copy(): Promise<void> {
    const { width = 0, height = 0 } = this.pixels ?? {};
    const canvas = element('canvas', { width, height });
    canvas.getContext('2d')?.drawImage(this.#image, 0, 0, width, height);
    const png = new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error('The image has no pixels.'));
        else resolve(blob);
      }, 'image/png');
    });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  }

  #measure(): void {
    this.#room = { width: this.root.clientWidth, height: this.root.clientHeight };
  }

  #apply(change: (zoom: Zoom, scene: Scene) => Zoom): void {
    const scene = this.#scene();
    if (scene === undefined) return;
    this.#zoom = change(this.#zoom, scene);
    this.#place();
    this.options.onDidZoom(this.#zoom);
  }

  #place(): void {
    const scene = this.#scene();
    if (scene === undefined) return;
    const { x, y, scale } = placement(this.#zoom, scene);
    const { width, height } = scene.image;
    const { style } = this.#image;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.root.classList.toggle('pixelated', scale >= pixelScale);
    const { stage } = scene;
    const isLarger = width * scale > stage.width + 1 || height * scale > stage.height + 1;
    this.root.classList.toggle('pannable', isLarger);
    const right = stage.width - x - width * scale;
    const bottom = stage.height - y - height * scale;
    const insets = [y, right, bottom, x].map((inset) => `${Math.max(0, inset)}px`);
    this.#board.style.clipPath = `inset(${insets.join(' ')})`;
  }

  /** In pixels of the page: one of the image is one of the screen at a scale of 1. */
  #scene(): Scene | undefined {
    const { pixels } = this;
    // One that was loaded before is there sooner than the observer's first call.
    if (this.#room.width === 0) this.#measure();
    if (pixels === undefined || this.#room.width === 0 || this.#room.height === 0) return undefined;
    const { devicePixelRatio } = window;
    const image = {
      width: pixels.width / devicePixelRatio,
      height: pixels.height / devicePixelRatio,
    };
    return { image, stage: this.#room };
  }
}

function middleOf({ stage }: Scene): Point {
  return { x: stage.width / 2, y: stage.height / 2 };
}

function isSameSize(wanted: Size | undefined, size: Size | undefined): boolean {
  if (wanted === undefined) return true;
  return wanted.width === size?.width && wanted.height === size.height;
}

/** What a double click goes to from where all is in sight. */
function actualScale(scene: Scene): number {
  return scaleOf(fitted, scene) < 1 ? 1 : 2;
}
