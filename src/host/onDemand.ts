/** Work that begins when it is first waited for, and is done once. */
export class OnDemand<T> implements PromiseLike<T> {
  #result: Promise<T> | undefined;

  constructor(private readonly work: () => Promise<T>) {}

  then: PromiseLike<T>['then'] = (onFulfilled, onRejected) => {
    this.#result ??= this.work();
    return this.#result.then(onFulfilled, onRejected);
  };
}
