/** How a pod's state looks on the map: a sign, never colour alone. */
import type { PodView } from '#lab/lab.ts';

type Look = PodView['look'];

/** The sign on the tile. */
export const signs: Readonly<Record<Look, string>> = {
  ready: '✓',
  starting: '↻',
  terminating: '×',
  crashing: '!',
  unknown: '?',
  done: '■',
};

/** The word for counting: "5 ready, 1 starting". */
export const words: Readonly<Record<Look, string>> = {
  ready: 'ready',
  starting: 'starting',
  terminating: 'terminating',
  crashing: 'crashing',
  unknown: 'unknown',
  done: 'done',
};
