/** One lab for the whole visit: started on demand, shared by every widget, kept over navigation. */
import { proxy, type Remote } from 'comlink';
import type { LabApi } from '#lab/lab.ts';
import { type Deferred, defer, within } from './deferred.ts';
import type { CellResult, Pane, Screen } from './pane.ts';
import { Panes } from './panes.ts';
import { type BenchStart, initialState, type SessionState } from './state.ts';
import type { LabWorker } from './worker.ts';

export type { CellResult, Screen } from './pane.ts';

type Api = Remote<LabApi>;

/** Starts a worker; calls back when it breaks. */
export type Spawn = (onCrash: (problem: string) => void) => Promise<LabWorker>;

const startLimitMs = 20_000;
/** A paused cluster sends no snapshot: then the last one holds. */
const caughtUpMs = 200;
/** Ctrl-E and Ctrl-U: whatever stands at the prompt makes room (Ctrl-Y brings it back). */
const emptyLine = '\x05\x15';
const slowStart = 'The cluster did not start within 20 seconds.';

export class LabSession {
  #state: SessionState = initialState;
  #listeners = new Set<() => void>();
  #fileListeners = new Set<(path: string) => void>();
  #worker: Promise<LabWorker> | undefined;
  #ready: Deferred<Api> = defer();
  readonly panes = new Panes(
    (act) => this.use(act),
    (view) => this.#change(view),
  );
  readonly #spawn: Spawn;

  constructor(spawn: Spawn) {
    this.#spawn = spawn;
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Starts the worker and nothing more, so that a later open finds it warm. */
  warm(): void {
    this.#labWorker().catch(() => undefined);
  }

  /** Puts a cluster on the bench, unless it is there already. */
  open(start: BenchStart): void {
    if (this.#state.start?.key !== start.key || this.#state.phase === 'failed') this.#begin(start);
  }

  /** The same bench with a fresh cluster; also the way back from a failure. */
  startOver(): void {
    if (this.#state.start) this.#begin(this.#state.start);
  }

  /** Does something with the lab as soon as it is ready. */
  async use<T>(act: (api: Api) => Promise<T>): Promise<T> {
    return act(await this.#ready.promise);
  }

  /** Connects a terminal on screen: now, and again after each start. */
  connect(screen: Screen, key = 1): void {
    const pane = this.panes.get(key);
    pane?.connect(screen);
    if (pane && this.#ready.settled) void this.use((api) => pane.open(api));
  }

  /** Keys and pastes for the terminal in use. */
  async input(data: string): Promise<void> {
    await this.panes.active.input(data);
  }

  /** Types a command into a terminal and gives what it printed. */
  run(command: string): Promise<CellResult> {
    return this.panes.run(command);
  }

  /** Types a command at a free prompt without running it; opens a second terminal when none is free. */
  offer(command: string): void {
    const pane: Pane | undefined = this.panes.free() ?? this.panes.split();
    if (!pane) return;
    this.panes.focus(pane.key);
    void pane.input(`${emptyLine}${command}`);
  }

  /** The cluster's time once the page has caught up with what was just done. */
  async elapsedMs(): Promise<number> {
    await new Promise<void>((resolve) => {
      const stop = this.subscribe(() => {
        stop();
        resolve();
      });
      setTimeout(resolve, caughtUpMs);
    });
    return this.#state.snapshot?.elapsedMs ?? 0;
  }

  /** Calls back when a file changes in the learner's home. */
  onFile(listener: (path: string) => void): () => void {
    this.#fileListeners.add(listener);
    return () => this.#fileListeners.delete(listener);
  }

  #change(part: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  #begin(start: BenchStart): void {
    this.#state.editing?.close(undefined);
    if (this.#ready.settled) this.#ready = defer();
    this.panes.reset();
    const epoch = this.#state.epoch + 1;
    this.#change({ phase: 'starting', problem: '', start, epoch, snapshot: undefined });
    this.#start(start, epoch).catch((error: unknown) => {
      if (this.#state.epoch === epoch)
        this.#fail(error instanceof Error ? error.message : `${error}`);
    });
  }

  async #start(start: BenchStart, epoch: number): Promise<void> {
    const { api } = await within(startLimitMs, slowStart, this.#labWorker());
    const begun = start.exercise
      ? api.startExercise(start.exercise)
      : api.start(start.options ?? {});
    await within(startLimitMs, slowStart, begun);
    if (this.#state.epoch !== epoch) return;
    for (const pane of this.panes.all) await pane.open(api);
    this.#change({ phase: 'ready' });
    this.#ready.resolve(api);
  }

  #labWorker(): Promise<LabWorker> {
    this.#worker ??= this.#spawn((problem) => this.#fail(problem)).then((worker) => {
      this.#listen(worker.api);
      return worker;
    });
    return this.#worker;
  }

  /** The worker takes messages in order, so nothing waits for these. */
  #listen(api: Api): void {
    void api.onSnapshot(proxy((snapshot) => this.#change({ snapshot })));
    void api.onFile(proxy((path) => this.#fileListeners.forEach((each) => void each(path))));
    void api.onEdit(proxy((path, text) => this.#edit(path, text)));
  }

  #edit(path: string, text: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      const close = (saved: string | undefined) => {
        this.#change({ editing: undefined });
        resolve(saved);
      };
      this.#change({ editing: { path, text, close } });
    });
  }

  #fail(problem: string): void {
    if (this.#state.phase === 'failed') return;
    this.#worker?.then((worker) => worker.stop()).catch(() => undefined);
    this.#worker = undefined;
    const hadStarted = this.#state.phase === 'ready';
    this.#change({
      phase: 'failed',
      problem,
      hadStarted,
      snapshot: undefined,
      editing: undefined,
    });
  }
}
