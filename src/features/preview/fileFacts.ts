import { open } from 'node:fs/promises';

/** Of a file on disk. */
export interface FileFacts {
  readonly bytes: number;
  /** Its beginning, where it was to be read. */
  readonly head: string;
}

/** What is to be told of files beside their kind. Each is looked at once; archived files do not change. */
export class FileFactsSource {
  readonly #facts = new Map<string, FileFacts | undefined>();
  #isDisposed = false;

  constructor(
    private readonly onDidRead: () => void,
    private readonly report: (failure: unknown) => void,
  ) {}

  /**
   * Undefined until it was looked at; `onDidRead` tells of that.
   * @param headBytes How much of it is to be read.
   */
  of(path: string, headBytes: number): FileFacts | undefined {
    if (!this.#facts.has(path)) {
      this.#facts.set(path, undefined);
      void this.#read(path, headBytes);
    }
    return this.#facts.get(path);
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  async #read(path: string, headBytes: number): Promise<void> {
    try {
      this.#facts.set(path, await factsOf(path, headBytes));
    } catch (failure) {
      this.report(failure);
      return;
    }
    if (!this.#isDisposed) this.onDidRead();
  }
}

async function factsOf(path: string, headBytes: number): Promise<FileFacts> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, headBytes));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return { bytes: size, head: buffer.toString('utf8', 0, bytesRead) };
  } finally {
    await file.close();
  }
}
