import promises, { open, type FileHandle } from 'node:fs/promises';

type Write = (this: unknown, ...args: unknown[]) => Promise<unknown>;

/**
 * A disk that is full when a test says so: files can be made, and nothing be written to them. Stands in for
 * a small disk, which not every system lets a test have.
 */
export class FullDisk {
  isFull = false;
  readonly #originals: (() => void)[] = [];

  /** For each test of the suite. */
  static use(): FullDisk {
    const disk = new FullDisk();
    beforeEach(() => disk.#watch());
    afterEach(() => {
      disk.isFull = false;
      for (const putBack of disk.#originals.splice(0)) putBack();
    });
    return disk;
  }

  async #watch(): Promise<void> {
    const handle = await open(process.execPath);
    await handle.close();
    this.#refuseIn(Object.getPrototypeOf(handle) as FileHandle, ['write']);
    this.#refuseIn(promises, ['writeFile', 'appendFile']);
  }

  #refuseIn(owner: object, names: readonly string[]): void {
    const methods = owner as Record<string, Write>; // all of them are
    for (const name of names) {
      const original = methods[name];
      if (original === undefined) throw new Error(`There is no ${name}.`);
      // eslint-disable-next-line @typescript-eslint/no-this-alias -- The function has one of its own.
      const disk = this;
      methods[name] = function (...args) {
        // What is empty takes no room.
        const isRefused = disk.isFull && !args.includes('');
        return isRefused ? Promise.reject(noSpace()) : original.apply(this, args);
      };
      this.#originals.push(() => (methods[name] = original));
    }
  }
}

function noSpace(): Error {
  const message = 'ENOSPC: no space left on device, write';
  return Object.assign(new Error(message), { code: 'ENOSPC', errno: -28, syscall: 'write' });
}
