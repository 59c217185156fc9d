/** Chance with words: what the generator of lines draws from. */
import { createRandom } from '#kernel/random.ts';

export interface Dice {
  chance(share: number): boolean;
  integer(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** Up to `most` different ones, in an order of chance. */
  some<T>(list: readonly T[], most: number): readonly T[];
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[random.integer(list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  return {
    chance: (share) => random.next() < share,
    integer: random.integer,
    pick,
    some: (list, most) => {
      const left = [...list];
      const count = random.integer(Math.min(most, left.length) + 1);
      return Array.from({ length: count }, () =>
        left.splice(random.integer(left.length), 1),
      ).flat();
    },
  };
}
