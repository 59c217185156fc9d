/** One learner's bench: a cluster, a shell with kubectl in it, files, the log, an exercise. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { createCluster, type RunningCluster } from '#cluster/create-cluster.ts';
import { settle } from '#cluster/settle.ts';
import { isChange } from '#cluster/stillness.ts';
import { describeWhy } from '#cluster/why.ts';
import type { FileSystem } from '#shell/file-system.ts';
import { createFileSystem, homeFolder } from '#shell/memory-files.ts';
import type { Network } from '#shell/network.ts';
import type { Edit, Program } from '#shell/program.ts';
import type { ArgumentCompleter } from '#shell/terminal/completion.ts';
import { type Attempt, beginAttempt } from './attempt.ts';
import { direct } from './directive.ts';
import { createDriver, type Driver, type HostTurn } from './drive.ts';
import {
  currentNamespace,
  kubectlCompleter,
  kubectlProgram,
  quietHost,
} from './kubectl-program.ts';
import type { ExerciseSource, FileView, GradeResult, LabOptions } from './lab.ts';
import { createLearnerNetwork } from './learner-network.ts';
import { createSessionRecorder, type SessionRecorder } from './recorder.ts';
import { createRunner, type RunResult } from './runner.ts';
import { isQuiet } from './settling.ts';
import { optionsOf, setStage } from './stage.ts';
import type { DirectiveStep } from './transcript.ts';
import { createTransport } from './transport.ts';

export interface CreateLabOptions extends LabOptions {
  /** The page's editor, for `nano`, `vi` and `kubectl edit`. */
  readonly edit?: Edit;
  /** Deep-freezes stored objects (tests). */
  readonly freeze?: boolean;
}

/** A lab drives no time by itself: `run`, `settle` and `advance` do, or a pacer over `driver`. */
export interface Lab {
  readonly cluster: RunningCluster;
  readonly driver: Driver;
  readonly files: FileSystem;
  readonly log: SessionRecorder;
  /** Programs every shell of this lab has: kubectl, over this cluster. */
  readonly programs: Readonly<Record<string, Program>>;
  readonly edit: Edit | undefined;
  /** The learner's machine: what its programs reach and listen on. */
  readonly network: Network;
  /** Tab completion of kubectl's arguments, from the live cluster. */
  readonly complete: ArgumentCompleter;
  /** The namespace kubectl uses when none is named. */
  currentNamespace(): string;
  /** Runs a line in a shell of its own kind (not a terminal) and lets time pass as it needs. */
  run(line: string): Promise<RunResult>;
  /** The recordings' `@ settle`. */
  settle(): Promise<void>;
  advance(ms: number): Promise<void>;
  failNode(name: string): void;
  recoverNode(name: string): void;
  /** Virtual ms since the learner's time began. */
  elapsedMs(): number;
  /** Changes a person would notice, so far. */
  changes(): number;
  /** Grows with every change that the map or the sentence under it could show. */
  revision(): number;
  /** Why the newest change happened, as one sentence. */
  why(): string;
  /** A test for "settled", counted from now. */
  untilQuiet(): () => boolean;
  homeFiles(): readonly FileView[];
  /** Grades the exercise. Throws when there is none. */
  grade(): GradeResult;
}

/** Watches what a person would notice. The sentence is made when it is asked for: it costs. */
function watchChanges(cluster: RunningCluster) {
  let changes = 0;
  let faults = 0;
  let newest: StoreEvent | undefined;
  /** What a person did to a node, told until the cluster's own story goes on. */
  let fault = { told: '', before: '' };
  const story = (): string => (newest ? describeWhy(cluster, newest) : '');
  cluster.api.subscribe((event) => {
    if (!isChange(event)) return;
    changes += 1;
    newest = event;
  });
  return {
    changes: () => changes,
    revision: () => changes + faults,
    why: () => {
      const now = story();
      return now === fault.before ? fault.told || now : now;
    },
    fault: (told: string) => {
      faults += 1;
      fault = { told, before: story() };
    },
  };
}

/** Files of the learner's home, folders left out, by path. */
const homeFiles = (files: FileSystem): readonly FileView[] =>
  files
    .list(homeFolder)
    .filter((name) => !name.startsWith('.') && files.stat(`${homeFolder}/${name}`)?.kind === 'file')
    .map((name) => ({ path: name, text: files.read(`${homeFolder}/${name}`) }));

function assemble(options: CreateLabOptions, turn: HostTurn) {
  const { seed = 1, nodes = 3, home = {}, freeze = false, metrics, storageClass, zones } = options;
  const shape = {
    seed,
    nodes,
    ...(metrics ? { metrics } : {}),
    ...(storageClass ? { storageClass } : {}),
    ...(zones ? { zones } : {}),
  };
  const cluster = createCluster({ ...shape, freeze });
  const driver = createDriver(cluster.clock, turn);
  const log = createSessionRecorder({ reconcile: 1, ...shape }, cluster.clock);
  const files = createFileSystem(cluster.clock, home);
  const commands: string[] = [];
  const transport = createTransport(
    cluster.api,
    log.request,
    log.duplex,
    driver.pulse,
    driver.programs.load,
  );
  const programs = {
    kubectl: kubectlProgram(transport, (line) => commands.push(line)),
  };
  const network = createLearnerNetwork(cluster.outside);
  const quiet = quietHost(transport, files, driver.programs);
  const runner = createRunner({ files, programs, network, driver });
  return { cluster, driver, log, files, commands, programs, network, quiet, runner };
}

/** Puts a lab together; `exercise` also sets its stage and begins the attempt. */
export async function createLab(
  options: CreateLabOptions,
  turn: HostTurn,
  exercise?: ExerciseSource,
): Promise<Lab> {
  const parts = assemble({ ...options, ...optionsOf(exercise) }, turn);
  const { cluster, driver, log, files, commands, programs, network, quiet, runner } = parts;
  const watch = watchChanges(cluster);
  let startMs = cluster.clock.now();
  let attempt: Attempt | undefined;
  const lab: Lab = {
    cluster,
    driver,
    files,
    log,
    programs,
    edit: options.edit,
    network,
    complete: kubectlCompleter(quiet),
    currentNamespace: () => currentNamespace(quiet),
    run: runner.run,
    settle: async () => {
      settle(cluster);
      await driver.advanceTo(cluster.clock.now());
    },
    advance: (ms) => driver.advanceTo(cluster.clock.now() + ms),
    failNode: (name) => {
      cluster.faults.failNode(name);
      log.note({ fail: name });
      watch.fault(`You cut the power of ${name}. The cluster has not noticed yet.`);
    },
    recoverNode: (name) => {
      cluster.faults.recoverNode(name);
      log.note({ recover: name });
      watch.fault(`You gave ${name} power again. It is starting.`);
    },
    elapsedMs: () => cluster.clock.now() - startMs,
    changes: watch.changes,
    revision: watch.revision,
    why: watch.why,
    untilQuiet: () => {
      const sinceMs = cluster.clock.now();
      return () => isQuiet(cluster, sinceMs);
    },
    homeFiles: () => homeFiles(files),
    grade: () => {
      if (!attempt) throw new Error('no exercise has been started');
      return attempt.grade(commands);
    },
  };
  const { files: source = {} } = exercise ?? {};
  const directive = (step: DirectiveStep): Promise<void> => direct(lab, step);
  await setStage(lab, directive, source['start.yaml'] ?? options.start, source['start.console']);
  startMs = cluster.clock.now();
  commands.length = 0;
  if (exercise) attempt = beginAttempt(cluster, exercise.files['exercise.yaml'] ?? '');
  return lab;
}
