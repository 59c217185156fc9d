/** One family of lines. */
import type { Dice } from '../dice.ts';

export interface Verb {
  /** How often it comes, beside the others. */
  readonly weight: number;
  words(dice: Dice): readonly string[];
}
