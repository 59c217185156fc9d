/** What the page knows of its lab. */
import type { ExerciseSource, LabOptions, Snapshot } from '#lab/lab.ts';
import { firstPanes, type PanesView } from './panes.ts';

/** What stands on the bench: a page's own cluster, or an exercise's. */
export interface BenchStart {
  /** Same key, same cluster: coming back to it doesn't start over. */
  readonly key: string;
  /** How the bench names it: "Landing page", "Exercise: Roll back". */
  readonly title: string;
  readonly options?: LabOptions;
  readonly exercise?: ExerciseSource;
}

/** A file open in the page's editor, asked for by `nano` or `kubectl edit`. */
export interface Editing {
  readonly path: string;
  readonly text: string;
  readonly close: (text: string | undefined) => void;
}

export interface SessionState extends PanesView {
  readonly phase: 'idle' | 'starting' | 'ready' | 'failed';
  /** Why the lab failed, for the person. */
  readonly problem: string;
  /** Whether it had worked before it failed. */
  readonly hadStarted: boolean;
  readonly start: BenchStart | undefined;
  /** Grows each time a fresh cluster is put on the bench. */
  readonly epoch: number;
  readonly snapshot: Snapshot | undefined;
  readonly editing: Editing | undefined;
}

export const initialState: SessionState = {
  ...firstPanes,
  phase: 'idle',
  problem: '',
  hadStarted: false,
  start: undefined,
  epoch: 0,
  snapshot: undefined,
  editing: undefined,
};
