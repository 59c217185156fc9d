/** Flags as a person may spell them: `-n team`, `-nteam`, `-n=team`, `--namespace team`, `--namespace=team`. */
import type { Dice } from './dice.ts';

/** `n|namespace`, or `show-labels`, and what it may be given; no values: a boolean. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  readonly values?: readonly string[];
}

/** `option('n|namespace', 'team', 'empty')` */
export function option(names: string, ...values: readonly string[]): Option {
  const [first = '', long] = names.split('|');
  return {
    name: long ?? first,
    ...(long ? { short: first } : {}),
    ...(values.length > 0 ? { values } : {}),
  };
}

/** One flag, spelled by chance. */
export function spell(dice: Dice, { name, short, values }: Option): readonly string[] {
  if (!values) {
    if (short && dice.chance(0.6)) return [`-${short}`];
    return [
      dice.chance(0.85) ? `--${name}` : `--${name}=${dice.pick(['true', 'false', 'no', ''])}`,
    ];
  }
  const value = dice.pick(values);
  if (short && dice.chance(0.6))
    return dice.pick([[`-${short}`, value], [`-${short}${value}`], [`-${short}=${value}`]]);
  return dice.chance(0.7) ? [`--${name}=${value}`] : [`--${name}`, value];
}

/** Some of these flags, at most `most`. */
export const spellSome = (
  dice: Dice,
  options: readonly Option[],
  most: number,
): readonly string[] => dice.some(options, most).flatMap((one) => spell(dice, one));
