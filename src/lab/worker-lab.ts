/** LabApi over a lab: terminals, snapshots, and the loop in which real time passes. */
import { createBenchAhead } from './bench-ahead.ts';
import { createTerminals, type Terminals } from './bench-terminals.ts';
import { createLab, type Lab } from './create-lab.ts';
import type { HostTurn } from './drive.ts';
import { recordFace, timeFace } from './faces.ts';
import type { BenchRequest, LabApi, Snapshot } from './lab.ts';
import { manifestHelpLater } from './manifest/later.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { createSnapshots } from './snapshots.ts';

/** Between ticks while nothing is being skipped: about a frame. */
const TICK_MS = 16;

type EditorOpener = (path: string, text: string) => Promise<string | undefined>;

/** Everything that belongs to one cluster on the bench. */
interface Bench {
  readonly lab: Lab;
  readonly pacer: Pacer;
  readonly terminals: Terminals;
  stopped: boolean;
}

/** The page's listeners, kept over fresh clusters. */
interface Listeners {
  snapshot: (snapshot: Snapshot) => void;
  file: (path: string) => void;
  edit: EditorOpener;
}

/** The real world: its clock in ms, its event loop, and where a broken lab is reported. */
export interface RealHost {
  readonly turn: HostTurn;
  now(): number;
  wait(ms: number): Promise<void>;
  crash(error: unknown): void;
}

/** Lets real time pass for one bench until another takes its place. */
async function run(bench: Bench, send: () => void, host: RealHost): Promise<void> {
  while (!bench.stopped) {
    await bench.pacer.tick();
    send();
    if (!bench.pacer.skipping) await host.wait(TICK_MS);
  }
}

/** The lab behind the worker: nothing runs until `start` or `startExercise`. */
export function createWorkerLab(host: RealHost): LabApi {
  const listeners: Listeners = {
    snapshot: () => undefined,
    file: () => undefined,
    edit: () => Promise.resolve(undefined),
  };
  let bench: Bench | undefined;
  let starts = 0;

  const help = manifestHelpLater(() => bench?.lab.cluster);
  const edit: EditorOpener = (path, text) => listeners.edit(path, text);
  const ahead = createBenchAhead(({ options, exercise }) =>
    createLab({ ...options, edit }, host.turn, exercise),
  );

  const put = async (request: BenchRequest): Promise<void> => {
    if (bench) bench.stopped = true;
    bench?.terminals.closeAll();
    bench = undefined;
    starts += 1;
    const start = starts;
    const lab = await ahead.take(request);
    if (start !== starts) return;
    const pacer = createPacer(lab.driver, lab.cluster.clock.now, host.now, host.turn);
    const fresh: Bench = { lab, pacer, terminals: createTerminals(lab), stopped: false };
    bench = fresh;
    lab.files.onChange((path) => listeners.file(path));
    const send = createSnapshots(lab, pacer, host.now, (snapshot) => listeners.snapshot(snapshot));
    send();
    run(fresh, send, host).catch(host.crash);
  };
  const on = (): Bench => {
    if (!bench) throw new Error('the lab has not started');
    return bench;
  };

  return {
    prepare: async (request) => ahead.prepare(request),
    start: (options) => put({ options }),
    startExercise: (exercise) => put({ exercise }),
    onSnapshot: async (listener) => {
      listeners.snapshot = listener;
    },
    onFile: async (listener) => {
      listeners.file = listener;
    },
    onEdit: async (open) => {
      listeners.edit = open;
    },
    openTerminal: async (write, columns, rows, onExit) =>
      on().terminals.open({ write, columns, rows, ...(onExit ? { onExit } : {}) }),
    closeTerminal: async (id) => on().terminals.close(id),
    input: async (id, data) => on().terminals.get(id).input(data),
    resize: async (id, columns, rows) => on().terminals.get(id).resize(columns, rows),
    runCell: async (id, command) => {
      const { lab, terminals } = on();
      const { output, exit } = await terminals.get(id).runCommand(command);
      return { output, exit, elapsedMs: lab.elapsedMs() };
    },
    namesIn: async (line, command) => {
      const { lab } = on();
      const { namedObjects } = await import('./named-objects.ts');
      return namedObjects(lab.cluster.api, line, command, lab.currentNamespace());
    },
    completeManifest: help.complete,
    explainManifest: help.explain,
    lintManifest: help.lint,
    ...timeFace(on),
    ...recordFace(on),
  };
}
