/** Keys that move through a text, and how. */
import type { View } from './view.ts';

/** Where a command moves to: keys ⇒ what they do with the number typed before. */
export type Move = (view: View, count: number | undefined) => void;

const page = (view: View): number => view.height;
const half = (view: View): number => Math.max(1, Math.floor(view.height / 2));

const MOVES: readonly (readonly [keys: readonly string[], move: Move])[] = [
  [
    ['j', 'e', 'enter', 'down', 'ctrl-n', 'ctrl-e', 'ctrl-j'],
    (view, count = 1) => view.move(count),
  ],
  [['k', 'y', 'up', 'ctrl-p', 'ctrl-k', 'ctrl-y'], (view, count = 1) => view.move(-count)],
  [
    [' ', 'f', 'page-down', 'ctrl-f', 'ctrl-v', 'z'],
    (view, count = page(view)) => view.move(count),
  ],
  [['b', 'page-up', 'ctrl-b', 'alt-v', 'w'], (view, count = page(view)) => view.move(-count)],
  [['d', 'ctrl-d'], (view, count = half(view)) => view.move(count)],
  [['u', 'ctrl-u'], (view, count = half(view)) => view.move(-count)],
  [['g', '<', 'home', 'alt-<'], (view, count = 1) => view.goToLine(count)],
  [['p', '%'], (view, count = 0) => view.goTo(Math.floor((view.rows().length * count) / 100))],
  [['right', 'alt-)'], (view, count = halfScreen(view)) => view.relayout(() => shift(view, count))],
  [['left', 'alt-('], (view, count = halfScreen(view)) => view.relayout(() => shift(view, -count))],
];

const halfScreen = ({ columns }: View): number => Math.floor(columns / 2);

function shift(view: View, by: number): void {
  view.options.chops = true;
  view.shift = Math.max(0, view.shift + by);
}

/** What a key moves; undefined when it does something else. */
export const moveOf = (key: string): Move | undefined =>
  MOVES.find(([keys]) => keys.includes(key))?.[1];
