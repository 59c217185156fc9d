/** What goes wrong in a simulation. Adding one: its file, and its name here. */
import type { Action } from '../action.ts';
import { conflicts } from './conflicts.ts';
import { crash } from './crash.ts';
import { lostHeartbeats, pressure, slowPulls } from './machines.ts';
import { powerBack, powerCut } from './power.ts';

export const troubles: readonly Action[] = [
  powerCut,
  powerBack,
  conflicts,
  slowPulls,
  lostHeartbeats,
  pressure,
  crash,
];
