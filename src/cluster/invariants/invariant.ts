/** What an invariant is: something that must hold after every change of the store. */
import type { Api, StoreEvent } from '#apimachinery/api.ts';

export interface Invariant {
  /** `resource-version-grows` */
  readonly name: string;
  /** A fresh check with its own memory: gives what is wrong after a change, or undefined. */
  start(api: Api): (event: StoreEvent) => string | undefined;
}
