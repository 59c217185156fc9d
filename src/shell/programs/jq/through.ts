/** A filter behind another one. */
import { FilterError } from './errors.ts';
import type { Item, Items } from './running.ts';

/** Results one by one; what fails after a result was given is told to whoever gave it. */
export function* through(source: Items, next: (item: Item) => Items): Items {
  let result = source.next();
  while (!result.done) {
    try {
      yield* next(result.value);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      result = source.throw(error);
      continue;
    }
    result = source.next();
  }
}
