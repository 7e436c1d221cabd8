/** Work that begins when it is first waited for, and is done once. */
export class OnDemand<T> implements PromiseLike<T> {
  /** Settles with the work, without beginning it. */
  readonly done: Promise<T>;
  #begin!: () => void; // set by the promise, which calls back at once

  constructor(work: () => Promise<T>) {
    this.done = new Promise((resolve, reject) => {
      this.#begin = () => {
        this.#begin = () => undefined;
        work().then(resolve, reject);
      };
    });
  }

  then: PromiseLike<T>['then'] = (onFulfilled, onRejected) => {
    this.#begin();
    return this.done.then(onFulfilled, onRejected);
  };
}
