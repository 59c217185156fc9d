/** Options that are changed while one reads: `-S`, `-N`, `-R`, `-i`. */
import type { View, ViewOptions } from './view.ts';

const OPTIONS: Readonly<
  Record<string, readonly [option: keyof ViewOptions, on: string, off: string]>
> = {
  S: ['chops', 'Chop long lines', 'Fold long lines'],
  N: ['numbers', 'Constantly display line numbers', "Don't use line numbers"],
  R: ['raw', 'Display colours directly', 'Display control characters as ^X'],
  i: ['ignoresCase', 'Ignore case in searches', 'Case is significant in searches'],
};

/** Turns the option of a letter; says what is so now. */
export function toggle(view: View, letter: string): string {
  const found = OPTIONS[letter];
  if (!found) return `There is no ${letter} option`;
  const [option, on, off] = found;
  view.relayout(() => {
    view.options[option] = !view.options[option];
  });
  return view.options[option] ? on : off;
}
