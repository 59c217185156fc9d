/** A promise that is kept from outside. */

export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly settled: boolean;
  resolve(value: T): void;
}

export function defer<T>(): Deferred<T> {
  let settled = false;
  let keep: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    keep = resolve;
  });
  return {
    promise,
    get settled() {
      return settled;
    },
    resolve: (value) => {
      settled = true;
      keep(value);
    },
  };
}

/** The promise's answer, or an error with `complaint` when it takes longer than `limitMs`. */
export function within<T>(limitMs: number, complaint: string, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(complaint)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
