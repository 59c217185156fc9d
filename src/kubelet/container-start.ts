/** Starts one container: back-off, image, configuration, process. Mirrors kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer. */
import { printGoDuration } from '#apimachinery/duration.ts';
import { latency } from '#kernel/latency.ts';
import type { Pod } from '#resources/pod.ts';
import { type Environment, type Plan, planOf } from './command.ts';
import type { ContainerRecord, ContainerRun, WaitingReason } from './container.ts';
import { ensureImage } from './container-image.ts';
import { environmentOf } from './environment.ts';
import { containerEvent } from './events.ts';
import { execute, type World } from './exec/index.ts';
import type { PulledImage } from './images/image.ts';
import { type ContainerLog, createLog } from './logs.ts';
import { flatHex, type NodeRuntime } from './node-runtime.ts';
import { type Process, startScript, startServer } from './process.ts';
import type { Steps } from './steps.ts';
import { mountedFiles } from './volumes.ts';

/** A pod as its containers need it. */
export interface PodContext {
  readonly node: NodeRuntime;
  readonly pod: Pod;
  readonly podIP: string;
  /** Called when a container's process has ended. */
  onExit(record: ContainerRecord, run: ContainerRun, exitCode: number): void;
}

/** Why a container could not be started, and when to try again if that is known. */
export interface StartError {
  readonly waiting: WaitingReason;
  readonly retryAtMs?: number;
}

const backOffKey = (pod: Pod, record: ContainerRecord): string =>
  `${pod.metadata.uid}/${record.spec.name}`;

/** "web_default(8cac4207-…)": how the kubelet names a pod. Mirrors pkg/kubelet/util/format/pod.go. */
const printPod = ({ metadata }: Pod): string =>
  `${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid})`;

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

/** The world a container's commands run in; its files live as long as the run. */
function worldOf(
  context: PodContext,
  record: ContainerRecord,
  env: Environment,
  log: Pick<ContainerLog, 'write'>,
): World {
  const { node, pod } = context;
  return {
    files: mountedFiles(pod, record.spec, node.client),
    env: new Map(Object.entries(env)),
    hostname: pod.spec.hostname ?? pod.metadata.name,
    now: () => node.clock.now(),
    resolve: (name) => node.resolve(name, pod.metadata.namespace ?? ''),
    print: (text) => log.write(text),
    printError: (text) => log.write(text),
  };
}

/** The worlds of the runs that have one: servers get theirs when something looks into them. */
const worlds = new WeakMap<ContainerRun, World>();

/** The world of a run, for probes and hooks. */
export function worldOfRun(context: PodContext, record: ContainerRecord, run: ContainerRun): World {
  const known = worlds.get(run);
  if (known) return known;
  const addresses = { podIP: context.podIP, hostIP: context.node.host.ip };
  const env = environmentOf(record.spec, context.node.client, context.pod, addresses).env ?? {};
  const world = worldOf(context, record, env, run.log);
  worlds.set(run, world);
  return world;
}

function startProcess(
  context: PodContext,
  record: ContainerRecord,
  run: ContainerRun,
  plan: Exclude<Plan, { kind: 'cannot' }>,
  env: Environment,
): Process {
  const { clock } = context.node;
  const onExit = (exitCode: number): void => context.onExit(record, run, exitCode);
  if (plan.kind === 'serves') {
    const { ports, page } = run.image.image;
    return startServer(clock, { ports, page, stopExitCode: plan.stopExitCode }, onExit);
  }
  const world = worldOf(context, record, env, run.log);
  worlds.set(run, world);
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
  const plan = planOf(record.spec, ensured.image, env);
  yield latency.containerStartMs;
  containerEvent(node.events, pod, record, 'Normal', 'Created', 'Container created');
  const banner = plan.kind === 'serves' ? ensured.image.image.banner : [];
  const run = newRun(context, record, ensured.image, banner);
  if (plan.kind === 'cannot') return cannotStart(context, record, run, plan.message);
  record.previous = record.run;
  record.run = run;
  run.process = startProcess(context, record, run, plan, env);
  containerEvent(node.events, pod, record, 'Normal', 'Started', 'Container started');
  return undefined;
}

/** Forgets what the node remembers of a pod that is gone. */
export function forgetPod(node: NodeRuntime, pod: Pod): void {
  node.crashBackOff.forget(`${pod.metadata.uid}/`);
  node.imageBackOff.forget(`${pod.metadata.uid}/`);
}
