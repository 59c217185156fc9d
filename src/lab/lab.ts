/** The lab as the page sees it: one learner's bench, behind a worker. Everything here is plain data. */
import type { GradeResult } from '#grader/grade.ts';
import type { ManifestHelp } from './manifest/help.ts';

/** A pod on the map. */
export interface PodView {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  /** "" while unscheduled. */
  readonly node: string;
  /** The STATUS column of kubectl: Running, Pending, Terminating, CrashLoopBackOff … */
  readonly status: string;
  readonly look: 'ready' | 'starting' | 'terminating' | 'crashing' | 'unknown' | 'done';
  readonly image: string;
  readonly restarts: number;
  readonly owner: string;
}

export interface NodeView {
  readonly name: string;
  readonly ready: 'True' | 'False' | 'Unknown';
  readonly cordoned: boolean;
  /** The learner cut its power. */
  readonly down: boolean;
}

/** What the page draws, sent at most once a frame and only when something changed. */
export interface Snapshot {
  readonly nowMs: number;
  /** Virtual ms since the lab began: the clock in plain sight. */
  readonly elapsedMs: number;
  readonly speed: number;
  readonly paused: boolean;
  readonly nodes: readonly NodeView[];
  readonly pods: readonly PodView[];
  /** One sentence of causes for the newest change: "web-x is starting on node-1 because …". */
  readonly why: string;
  /** Grows with each snapshot. */
  readonly version: number;
}

/** An object of the cluster, named in a line on screen. */
export interface NamedObject {
  /** Where in the line, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** As kubectl takes it: `pod`, `deployment`. */
  readonly resource: string;
  /** Where kubectl must look with `-n`; "" where it looks by itself. */
  readonly namespace: string;
  /** Whether `kubectl logs` has something to show of it. */
  readonly hasLogs: boolean;
}

export interface FileView {
  readonly path: string;
  readonly text: string;
}

export type { CheckResult, GradeResult } from '#grader/grade.ts';

/** One exercise as loaded from its folder: its name and the text of every file in it. */
export interface ExerciseSource {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface LabOptions {
  readonly seed?: number;
  readonly nodes?: number;
  /** Whether `kubectl top` and autoscalers see what pods use. */
  readonly metrics?: boolean;
  /** Whether there is a default StorageClass with a provisioner. */
  readonly storageClass?: boolean;
  /** Zones the nodes are spread over. */
  readonly zones?: number;
  /** Objects (YAML) in the cluster on arrival. */
  readonly start?: string;
  /** Files in the learner's home: name ⇒ text. */
  readonly home?: Readonly<Record<string, string>>;
}

/** What a page may put on the bench: a cluster of its own, or an exercise's. */
export interface BenchRequest {
  readonly options?: LabOptions;
  readonly exercise?: ExerciseSource;
}

/** What a replay comes to: equal sessions have equal hashes, in Node and in every browser. */
export interface ReplayHashes {
  /** Over every stored object. */
  readonly state: string;
  /** Over every change there was. */
  readonly trace: string;
}

/**
 * The worker's face (comlink). Callbacks are comlink proxies. Every method may be called at any
 * time; inputs are put in order by the worker.
 */
export interface LabApi {
  /** Builds a bench ahead: the next `start` or `startExercise` gets it, if it asks for the same. */
  prepare(request: BenchRequest): Promise<void>;
  /** Builds the cluster and resolves when the prompt can answer. Calling again starts over. */
  start(options: LabOptions): Promise<void>;
  onSnapshot(listener: (snapshot: Snapshot) => void): Promise<void>;
  onFile(listener: (path: string) => void): Promise<void>;

  /**
   * A terminal: what it prints goes to `write`, raw key bytes come in by `input`. Gives its id.
   * `onExit` hears of a shell that exited and took its terminal with it; the last one never does.
   */
  openTerminal(
    write: (text: string) => void,
    columns: number,
    rows: number,
    onExit?: () => void,
  ): Promise<number>;
  closeTerminal(terminal: number): Promise<void>;
  /** Data as xterm's onData gives it: keys, paste, escape sequences. */
  input(terminal: number, data: string): Promise<void>;
  resize(terminal: number, columns: number, rows: number): Promise<void>;
  /**
   * Types a command into a terminal and runs it as if the learner had (it shows there), and gives
   * what it printed, its exit status and the virtual elapsed time.
   */
  runCell(
    terminal: number,
    command: string,
  ): Promise<{ output: string; exit: number; elapsedMs: number }>;
  /** The page's editor: called when `nano FILE` or `kubectl edit` opens one. Resolve with the new text, or undefined. */
  onEdit(open: (path: string, text: string) => Promise<string | undefined>): Promise<void>;

  /** The objects of the cluster that a line on screen names; `command` is what printed it. */
  namesIn(line: string, command: string): Promise<readonly NamedObject[]>;

  /** Help for the page's editors (`manifest/help.ts`). */
  completeManifest: ManifestHelp['complete'];
  explainManifest: ManifestHelp['explain'];
  lintManifest: ManifestHelp['lint'];

  pause(): Promise<void>;
  resume(): Promise<void>;
  setSpeed(factor: number): Promise<void>;
  /** To the next change that a person would notice (not heartbeats). */
  nextEvent(): Promise<void>;
  untilSettled(): Promise<void>;
  /** Lets exactly so much virtual time pass, as fast as it can: a lesson's `@ advance 60s`. */
  advance(ms: number): Promise<void>;
  failNode(name: string): Promise<void>;
  recoverNode(name: string): Promise<void>;

  readFile(path: string): Promise<string | undefined>;
  writeFile(path: string, text: string): Promise<void>;
  files(): Promise<readonly FileView[]>;

  /** Puts the exercise's start state and files in a fresh cluster. */
  startExercise(exercise: ExerciseSource): Promise<void>;
  grade(): Promise<GradeResult>;

  stateHash(): Promise<string>;
  /** The session log as JSON lines (design §3.6). */
  sessionLog(): Promise<string>;
  /** Replays a session log in a fresh cluster; gives the hashes at its end. */
  replay(log: string): Promise<ReplayHashes>;
}
