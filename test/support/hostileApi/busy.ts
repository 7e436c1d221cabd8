import { setImmediate as others, setTimeout as after } from 'node:timers/promises';

/** Turns of the event loop without work after which none is to come by itself. */
const idleTurns = 64;

/** Knows when nothing real is under way any more: no request, no file. Then only time can go on. */
export class Busy {
  #underWay = 0;

  /** The same object, whose promises are counted until they settle. */
  watch<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (_, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]) => this.#count(Reflect.apply(value, target, args));
      },
    });
  }

  async quiet(): Promise<void> {
    for (let idle = 0; idle < idleTurns; idle += 1) {
      await others();
      if (this.#underWay === 0) continue;
      idle = 0;
      await after(1);
    }
  }

  #count(result: unknown): unknown {
    if (!(result instanceof Promise)) return result;
    this.#underWay += 1;
    const end = () => {
      this.#underWay -= 1;
    };
    result.then(end, end);
    return result;
  }
}
