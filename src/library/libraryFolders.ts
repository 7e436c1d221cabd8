import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { storageFileName } from './storageFileName';
import { predictionMarks, type PredictionMark } from './storedPrediction';

/** What the name of a prediction's file ends in. */
export const predictionEnding = '.jsonl';

/**
 * Where everything is:
 * `predictions/<name>.jsonl`, one each · `removed/<name>.jsonl`, those that can be brought back ·
 * `marks/<mark>/<name>`, an empty file where that mark is set · `changes/`, what windows tell each
 * other.
 */
export class LibraryFolders {
  readonly predictions: string;
  readonly removed: string;
  readonly changes: string;
  #making: Promise<void> | undefined;

  constructor(private readonly root: string) {
    this.predictions = path.join(root, 'predictions');
    this.removed = path.join(root, 'removed');
    this.changes = path.join(root, 'changes');
  }

  fileOf(id: string): string {
    return path.join(this.predictions, storageFileName(id) + predictionEnding);
  }

  removedFileOf(id: string): string {
    return path.join(this.removed, storageFileName(id) + predictionEnding);
  }

  marked(mark: PredictionMark): string {
    return path.join(this.root, 'marks', mark);
  }

  /** Made before the first write; after a failed one it is tried again. */
  async make(): Promise<void> {
    this.#making ??= this.#make();
    try {
      await this.#making;
    } catch (error) {
      this.#making = undefined;
      throw error;
    }
  }

  /** To be called when a write has failed: perhaps a folder is gone. */
  makeAgain(): void {
    this.#making = undefined;
  }

  async #make(): Promise<void> {
    const all = [this.predictions, this.removed, this.changes];
    for (const mark of predictionMarks) all.push(this.marked(mark));
    for (const folder of all) await mkdir(folder, { recursive: true });
  }
}
