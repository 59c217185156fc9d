/** An object on its way in, after decoding: nothing is known of it but its shape. */
import type { ObjectMeta } from '#apimachinery/object.ts';

export interface Incoming {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: object;
}
