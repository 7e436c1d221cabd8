import type { ReferenceList } from '../../prediction/referenceList';
import type { ReferenceReader } from './referenceReader';
import type { Text } from './text';

/** Reads a text that changes: what is being read ends when there is a newer one. */
export class NewestReading {
  #current = new AbortController();

  constructor(private readonly reader: Pick<ReferenceReader, 'read'>) {}

  /** Undefined where a newer text came before this one was read. */
  async read(text: Text): Promise<ReferenceList | undefined> {
    this.dispose();
    this.#current = new AbortController();
    const { signal } = this.#current;
    try {
      const found = await this.reader.read(text, signal);
      return signal.aborted ? undefined : found;
    } catch (failure) {
      if (signal.aborted) return undefined;
      throw failure;
    }
  }

  dispose(): void {
    this.#current.abort();
  }
}
