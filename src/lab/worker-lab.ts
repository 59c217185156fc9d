/** LabApi over a lab: terminals, snapshots, and the loop in which real time passes. */
import { homeFolder } from '#shell/memory-files.ts';
import { createBenchAhead } from './bench-ahead.ts';
import { createTerminals, type Terminals } from './bench-terminals.ts';
import { createLab, type Lab } from './create-lab.ts';
import type { HostTurn } from './drive.ts';
import type { BenchRequest, LabApi, Snapshot } from './lab.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { replaySession } from './replay-session.ts';
import { parseLog } from './session-log.ts';
import { createSnapshots } from './snapshots.ts';

/** Between ticks while nothing is being skipped: about a frame. */
const TICK_MS = 16;
/** Virtual time a skip may take before it gives up. */
const LONGEST_SKIP_MS = 3_600_000;

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
  const path = (name: string): string => (name.startsWith('/') ? name : `${homeFolder}/${name}`);

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
    openTerminal: async (write, columns, rows) => on().terminals.open(write, columns, rows),
    input: async (id, data) => on().terminals.get(id).input(data),
    resize: async (id, columns, rows) => on().terminals.get(id).resize(columns, rows),
    runCell: async (id, command) => {
      const { lab, terminals } = on();
      const { output, exit } = await terminals.get(id).runCommand(command);
      return { output, exit, elapsedMs: lab.elapsedMs() };
    },
    pause: async () => on().pacer.pause(),
    resume: async () => on().pacer.resume(),
    setSpeed: async (factor) => on().pacer.setSpeed(factor),
    nextEvent: async () => {
      const { lab, pacer } = on();
      const before = lab.changes();
      await pacer.skip(() => lab.changes() > before, LONGEST_SKIP_MS);
    },
    untilSettled: async () => {
      const { lab, pacer } = on();
      await pacer.skip(lab.untilQuiet(), LONGEST_SKIP_MS);
    },
    advance: async (ms) => on().pacer.skip(() => false, ms),
    failNode: async (name) => on().lab.failNode(name),
    recoverNode: async (name) => on().lab.recoverNode(name),
    readFile: async (name) => {
      const { files } = on().lab;
      return files.stat(path(name))?.kind === 'file' ? files.read(path(name)) : undefined;
    },
    writeFile: async (name, text) => on().lab.files.write(path(name), text),
    files: async () => on().lab.homeFiles(),
    grade: async () => on().lab.grade(),
    stateHash: async () => on().lab.cluster.stateHash(),
    sessionLog: async () => on().lab.log.print(),
    replay: async (log) => {
      const { stateHash, trace } = replaySession(parseLog(log));
      return { state: stateHash(), trace: trace.hash() };
    },
  };
}
