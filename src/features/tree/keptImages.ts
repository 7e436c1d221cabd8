import { EventEmitter, type Disposable, type Uri } from 'vscode';

import { findFirstImage } from '../../host/firstImage';
import { iconFileOf, type KnownFiles } from '../../host/keptFiles';
import { Lanes } from '../../library/turns';
import type { Output } from '../../prediction/outputs';
import type { Tracker } from '../../tracking/tracker';

/** Looks at the same time: there may be hundreds of rows, and a person waits for none of them. */
const looksAtOnce = 2;

/** The images that rows show in place of an icon. */
export interface RowImages {
  /** Undefined where a prediction has none, or none is known yet. */
  firstImageOf(id: string): Uri | undefined;
  imageOf(id: string, output: Output): Uri | undefined;
}

/** Images on disk. Finds the first one of those predictions that it is asked about. */
export class KeptImages implements RowImages, Disposable {
  readonly #changed = new EventEmitter<string>();
  /** Undefined for those that have none. */
  readonly #found = new Map<string, Uri | undefined>();
  readonly #lanes = new Lanes(looksAtOnce);
  /** Looks that have not begun: a download tells of itself several times a second. */
  readonly #waiting = new Set<string>();
  readonly #fileChanges: { dispose(): void };
  /** Told once a row may show another image. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly tracker: Pick<Tracker, 'open'>,
    private readonly files: KnownFiles,
  ) {
    this.#fileChanges = files.onDidChange((id) => {
      this.#changed.fire(id);
      if (this.#found.has(id)) void this.#look(id);
    });
  }

  firstImageOf(id: string): Uri | undefined {
    if (!this.#found.has(id)) {
      this.#found.set(id, undefined);
      void this.#look(id);
    }
    return this.#found.get(id);
  }

  imageOf(id: string, output: Output): Uri | undefined {
    return iconFileOf(this.files, id, output);
  }

  forget(id: string): void {
    this.#found.delete(id);
  }

  dispose(): void {
    this.#fileChanges.dispose();
    this.#changed.dispose();
  }

  async #look(id: string): Promise<void> {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    const image = await this.#lanes.run(() => {
      this.#waiting.delete(id);
      return findFirstImage(id, this.tracker, this.files);
    });
    const before = this.#found.get(id);
    if (!this.#found.has(id) || before?.toString() === image?.toString()) return;
    this.#found.set(id, image);
    this.#changed.fire(id);
  }
}
