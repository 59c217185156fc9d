/** Starts one container: back-off, image, configuration, process. Mirrors kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer. */
import { printGoDuration } from '#apimachinery/duration.ts';
import { latency } from '#kernel/latency.ts';
import type { Pod } from '#resources/pod.ts';
import { type Environment, type Plan, planOf } from './command.ts';
import type { ContainerRecord, ContainerRun, WaitingReason } from './container.ts';
import { ensureImage } from './container-image.ts';
import { openWorld } from './container-world.ts';
import { environmentOf } from './environment.ts';
import { containerEvent } from './events.ts';
import { startAttached } from './exec/attached.ts';
import { execute } from './exec/index.ts';
import { processesSeen } from './exec/processes.ts';
import { type Hook, runHook } from './hooks.ts';
import type { PulledImage } from './images/image.ts';
import { createLog } from './logs.ts';
import { watchMemory } from './memory-limit.ts';
import { flatHex, type NodeRuntime } from './node-runtime.ts';
import { type PodContext, printPod } from './pod-context.ts';
import { type Process, startScript, startServer } from './process.ts';
import { runAsError } from './run-as.ts';
import type { Steps } from './steps.ts';
import { stopContainer } from './termination.ts';

/** Why a container could not be started, and when to try again if that is known. */
export interface StartError {
  readonly waiting: WaitingReason;
  readonly retryAtMs?: number;
}

const backOffKey = (pod: Pod, record: ContainerRecord): string =>
  `${pod.metadata.uid}/${record.spec.name}`;

/** CrashLoopBackOff, while the last run ended too recently. Mirrors kuberuntime_manager.go doBackOff. */
function backOff(
  { node, pod }: PodContext,
  record: ContainerRecord,
  ended: ContainerRun | undefined,
): StartError | undefined {
  if (ended?.state !== 'exited') return undefined;
  const key = backOffKey(pod, record);
  if (!node.crashBackOff.isWaiting(key, ended.finishedMs)) {
    node.crashBackOff.next(key, ended.finishedMs);
    return undefined;
  }
  const { name } = record.spec;
  const event = `Back-off restarting failed container ${name} in pod ${printPod(pod)}`;
  containerEvent(node.events, pod, record, 'Warning', 'BackOff', event);
  const delayMs = node.crashBackOff.delayMs(key);
  const message = `back-off ${printGoDuration(delayMs)} restarting failed container=${name} pod=${printPod(pod)}`;
  return {
    waiting: { reason: 'CrashLoopBackOff', message },
    retryAtMs: ended.finishedMs + delayMs,
  };
}

function failed(context: PodContext, record: ContainerRecord, waiting: WaitingReason): StartError {
  const isImage = waiting.message.startsWith('rpc error') || waiting.reason.includes('Image');
  const said = isImage ? waiting.reason : waiting.message;
  containerEvent(context.node.events, context.pod, record, 'Warning', 'Failed', `Error: ${said}`);
  return { waiting };
}

function startProcess(
  context: PodContext,
  record: ContainerRecord,
  run: ContainerRun,
  plan: Exclude<Plan, { kind: 'cannot' }>,
  env: Environment,
  records: readonly ContainerRecord[],
): Process {
  const { clock } = context.node;
  const onExit = (exitCode: number): void => context.onExit(record, run, exitCode);
  if (plan.kind === 'serves') {
    const { image } = run.image;
    const { command = [], args = [] } = record.spec;
    const ports = image.portsFor?.([...command, ...args], env) ?? image.ports;
    for (const line of plan.output ?? NO_OUTPUT) run.log.write(`${line}\n`);
    return startServer(clock, { ...plan, ports, page: image.page }, onExit);
  }
  const world = openWorld(context, record, run, env);
  if (record.spec.stdin && (plan.kind === 'runs' || plan.exitCode === 0)) {
    const argv = plan.kind === 'runs' ? plan.argv : ['sh'];
    const processes = processesSeen(context.pod, records, record);
    const inside = { ...world, processes };
    return startAttached(clock, run, {
      argv,
      world: inside,
      tty: record.spec.tty ?? false,
      onExit,
    });
  }
  const argv = plan.kind === 'runs' ? plan.argv : ['exit', String(plan.exitCode)];
  if (plan.kind === 'ends') for (const line of plan.output) run.log.write(`${line}\n`);
  return startScript(clock, execute(argv, world), onExit);
}

function newRun(
  { node }: PodContext,
  record: ContainerRecord,
  image: PulledImage,
  banner: readonly string[],
): ContainerRun {
  const { restartCount = 0, containerID } = record.remembered ?? {};
  const remembered = containerID ? restartCount + 1 : restartCount;
  return {
    id: flatHex(node.random, 64),
    image,
    restartCount: record.run ? record.run.restartCount + 1 : remembered,
    startedMs: node.clock.now(),
    log: createLog(node.clock.now, banner),
    process: undefined,
    state: 'running',
    finishedMs: 0,
    exitCode: 0,
    reason: '',
    message: '',
    startupPassed: undefined,
    readinessPassed: undefined,
    doomed: undefined,
  };
}

const NO_OUTPUT: readonly string[] = [];

/** Runs the postStart hook to its end; a container whose hook fails is killed. */
function* afterStart(
  context: PodContext,
  record: ContainerRecord,
  run: ContainerRun,
  target: StartTarget,
): Steps<StartError | undefined> {
  const hook = record.spec.lifecycle?.postStart as Hook | undefined;
  if (!hook) return undefined;
  const { node, pod } = context;
  const { records } = target;
  const ends: (string | undefined)[] = [];
  yield (resume) => {
    runHook(hook, { context, record, run, records }, (failure) => {
      ends.push(failure);
      node.clock.after(0, resume);
    });
  };
  const [failure] = ends;
  if (failure === undefined) return undefined;
  containerEvent(
    node.events,
    pod,
    record,
    'Warning',
    'FailedPostStartHook',
    'PostStartHook failed',
  );
  const graceMs = (pod.spec.terminationGracePeriodSeconds ?? 30) * 1_000;
  const cancel = stopContainer(context, record, {
    records,
    message: 'FailedPostStartHook',
    graceMs,
  });
  if (run.state === 'running') yield (resume) => target.whenExited(run, resume);
  cancel?.();
  return { waiting: { reason: 'PostStartHookError', message: failure } };
}

/** What a start needs of the pod it is for. */
export interface StartTarget {
  readonly records: readonly ContainerRecord[];
  whenExited(run: ContainerRun, resume: () => void): void;
}

/** A container whose program does not exist: it has been created, and ended before it began. */
function cannotStart(
  context: PodContext,
  record: ContainerRecord,
  run: ContainerRun,
  message: string,
): StartError {
  containerEvent(
    context.node.events,
    context.pod,
    record,
    'Warning',
    'Failed',
    `Error: ${message}`,
  );
  run.state = 'exited';
  run.finishedMs = context.node.clock.now();
  run.exitCode = 128;
  run.reason = 'StartError';
  run.message = message;
  run.log.end();
  record.previous = record.run;
  record.run = run;
  return { waiting: { reason: 'RunContainerError', message } };
}

/**
 * Starts a container. `ended` is the last run that the back-off counts from. Gives the error the
 * container then waits with, or undefined when it runs.
 */
export function* startContainer(
  context: PodContext,
  record: ContainerRecord,
  ended: ContainerRun | undefined,
  target: StartTarget,
): Steps<StartError | undefined> {
  const { node, pod } = context;
  const waits = backOff(context, record, ended);
  if (waits) return waits;
  const ensured = yield* ensureImage(node, pod, record);
  if (ensured.waiting) return failed(context, record, ensured.waiting);
  const addresses = { podIP: context.podIP, hostIP: node.host.ip };
  const { env, error } = environmentOf(record.spec, node.client, pod, addresses);
  if (error !== undefined) {
    return failed(context, record, { reason: 'CreateContainerConfigError', message: error });
  }
  const nobody = runAsError(record.spec, pod, printPod(pod));
  if (nobody !== undefined) {
    return failed(context, record, { reason: 'CreateContainerConfigError', message: nobody });
  }
  const plan = planOf(record.spec, ensured.image, env);
  yield latency.containerStartMs;
  containerEvent(node.events, pod, record, 'Normal', 'Created', 'Container created');
  const banner = plan.kind === 'serves' ? ensured.image.image.banner : [];
  const run = newRun(context, record, ensured.image, banner);
  if (plan.kind === 'cannot') return cannotStart(context, record, run, plan.message);
  record.previous = record.run;
  record.run = run;
  run.process = startProcess(context, record, run, plan, env, target.records);
  containerEvent(node.events, pod, record, 'Normal', 'Started', 'Container started');
  watchMemory(context, record, run);
  return record.spec.lifecycle?.postStart
    ? yield* afterStart(context, record, run, target)
    : undefined;
}

/** Forgets what the node remembers of a pod that is gone. */
export function forgetPod(node: NodeRuntime, pod: Pod): void {
  node.crashBackOff.forget(`${pod.metadata.uid}/`);
  node.imageBackOff.forget(`${pod.metadata.uid}/`);
}
