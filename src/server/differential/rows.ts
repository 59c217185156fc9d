/** Lines written as rows: `use-context reconcile|nope` picks one of the words between bars; `~` is a space, `''` nothing. */
import type { Dice } from './dice.ts';

const wordOf = (dice: Dice, choice: string): string =>
  dice.pick(choice.split('|')).replaceAll('~', ' ').replace(/^''$/, '');

/** One of the rows, its choices made. */
export const pickRow = (dice: Dice, rows: readonly string[]): readonly string[] =>
  dice
    .pick(rows)
    .split(' ')
    .filter((choice) => choice !== '')
    .map((choice) => wordOf(dice, choice));
