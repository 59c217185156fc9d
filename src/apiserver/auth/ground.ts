/** What the questions of who and whether rest on. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { Store } from '../store.ts';

/** The part of a server's context that authority needs. */
export interface AuthGround {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly kinds: readonly Kind[];
}

/** An object of a kind that may not be served (in small tests): undefined then too. */
export function findObject(
  { kinds, store }: Pick<AuthGround, 'kinds' | 'store'>,
  group: string,
  plural: string,
  namespace: string,
  name: string,
): KubeObject | undefined {
  const kind: Kind | undefined = kinds.find((one) => one.group === group && one.plural === plural);
  return kind && store.table(kind).get(kind.namespaced ? namespace : '', name);
}
