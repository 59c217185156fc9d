/** What simulated learners do. Adding one: its file, and its name here. */
import type { Action } from '../action.ts';
import { applies } from './apply.ts';
import { deletes } from './delete.ts';
import { drain, uncordon } from './drain.ts';
import { label } from './label.ts';
import { scale } from './scale.ts';
import { pause, restart, setImage } from './set-image.ts';
import { undo } from './undo.ts';

export const learners: readonly Action[] = [
  ...applies,
  scale,
  setImage,
  restart,
  pause,
  undo,
  ...deletes,
  label,
  drain,
  uncordon,
];
