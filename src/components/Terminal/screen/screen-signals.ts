/** What a terminal tells the widgets around it. */
import type { NamedObject } from '#lab/lab.ts';

/** A place in the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type ScreenSignal =
  | { readonly type: 'find' }
  /** Names to choose from; opened by keyboard it takes the focus. */
  | {
      readonly type: 'names';
      readonly names: readonly NamedObject[];
      readonly at: Point;
      readonly byKeyboard: boolean;
    }
  /** Something to say in passing: "Copied 12 lines". */
  | { readonly type: 'said'; readonly text: string };

export interface Signals {
  tell(signal: ScreenSignal): void;
  on(listener: (signal: ScreenSignal) => void): () => void;
}

export function createSignals(): Signals {
  const listeners = new Set<(signal: ScreenSignal) => void>();
  return {
    tell: (signal) => {
      for (const listener of listeners) listener(signal);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
