/** Brings one pod of a node to where its spec wants it, and tells the API. Mirrors kubernetes pkg/kubelet/pod_workers.go and kubelet.go SyncPod. */
import type { Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import {
  type ContainerRecord,
  type ContainerRun,
  containerRecords,
  isRunning,
  markExited,
} from './container.ts';
import { forgetPod, type PodContext } from './container-start.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { PodProbes } from './pod-probes.ts';
import { RuntimeList } from './runtime-list.ts';
import { Sandbox } from './sandbox.ts';
import { StatusWriter } from './status-writer.ts';
import { type Running, runSteps } from './steps.ts';
import { isFinished, isIdle, planSync } from './sync-plan.ts';
import { retryDelayMs } from './sync-retry.ts';
import { type SyncError, type SyncTarget, syncSteps } from './sync-steps.ts';
import { type Termination, terminate } from './termination.ts';
import { hasMountedSources } from './volumes.ts';

/** What a list shows, beside runs by id; and an update that waits for the worker. */
const SANDBOX = 'sandbox';
const PENDING = 'pending';
const isOver = (phase: string | undefined): boolean => phase === 'Succeeded' || phase === 'Failed';

/** `syncing` until it is to end; `terminating` while containers stop; then `terminated`. */
type Stage = 'syncing' | 'terminating' | 'terminated' | 'gone';

export class PodWorker {
  /** As last seen. */
  pod: Pod;
  readonly records: readonly ContainerRecord[];
  stage: Stage = 'syncing';
  /** Revision of the change that the work reacts to. */
  cause = 0;

  private readonly node: NodeRuntime;
  private readonly status: StatusWriter;
  private readonly probes: PodProbes;
  private readonly sandbox: Sandbox;
  private verdict: { readonly reason: string; readonly message: string } | undefined;
  private steps: Running | undefined;
  private syncAgain = false;
  private isForgotten = false;
  /** Shows when the sandbox or a run is another. */
  private readonly runtime: RuntimeList;
  private retryTimer: Timer | undefined;
  private deadlineTimer: Timer | undefined;
  private termination: Termination | undefined;
  /** Those who wait for runs to end; seldom anybody. */
  private exitWaiters: Map<ContainerRun, () => void> | undefined;
  private readonly target: SyncTarget;

  constructor(node: NodeRuntime, pod: Pod) {
    this.node = node;
    this.pod = pod;
    this.status = new StatusWriter(node, pod);
    this.records = containerRecords(pod.spec);
    this.status.remember(this.records);
    this.probes = new PodProbes({
      records: this.records,
      context: () => this.context(),
      onChange: () => node.clock.after(0, () => this.sync()),
    });
    this.sandbox = new Sandbox(node, pod);
    this.runtime = new RuntimeList(node.clock, (changed) => this.look(changed));
    this.target = {
      context: () => this.context(),
      createSandbox: () => this.createSandbox(),
      touch: (record, isNewRun) => this.touch(record, isNewRun),
      whenExited: (run, resume) => {
        this.exitWaiters ??= new Map();
        this.exitWaiters.set(run, resume);
      },
    };
  }

  /** Begins: a pod that is new to this kubelet, or was here before it started. */
  start(cause: number): void {
    this.cause = cause;
    const { activeDeadlineSeconds } = this.pod.spec;
    if (activeDeadlineSeconds !== undefined) {
      this.deadlineTimer = this.node.clock.after(activeDeadlineSeconds * 1_000, () =>
        this.expire(),
      );
    }
    if (this.pod.metadata.deletionTimestamp !== undefined || isOver(this.status.phase)) {
      this.beginTermination();
    } else this.sync();
  }

  /** The pod has changed in the API. */
  update(pod: Pod, cause: number): void {
    const before = this.pod;
    this.pod = pod;
    if (this.stage === 'gone') return;
    const isDeleted = pod.metadata.deletionTimestamp !== undefined;
    if (isDeleted && before.metadata.deletionTimestamp === undefined) {
      this.cause = cause;
      for (const record of this.records) if (record.waiting) record.status = undefined;
      if (this.stage === 'terminated') this.finish();
      else if (this.stage === 'syncing') this.beginTermination();
    } else if (isDeleted && this.stage === 'terminating') {
      this.termination?.shorten(pod.metadata.deletionGracePeriodSeconds ?? 0);
    } else if (before.spec !== pod.spec || this.status.isContradictedBy(pod)) {
      this.cause = cause;
      if (this.stage === 'syncing') this.sync();
      else this.writeStatus();
    }
  }

  /** The pod is gone from the API: what still runs is stopped, nobody is told. */
  forget(cause: number): void {
    this.cause = cause;
    this.isForgotten = true;
    if (this.stage === 'syncing') this.beginTermination();
    else if (this.stage !== 'terminating') this.release();
  }

  /** The power is cut. */
  vanish(): void {
    this.stage = 'gone';
    this.stopWork();
    this.termination?.cancel();
    for (const { run } of this.records) run?.process?.vanish();
    this.probes.stop();
  }

  /** One look at what is and what should be. */
  sync(): void {
    if (this.stage !== 'syncing') return;
    if (this.steps) {
      this.syncAgain = true;
      return;
    }
    this.retryTimer?.cancel();
    this.node.client.cause = this.cause;
    this.probes.look();
    const policy = this.pod.spec.restartPolicy;
    if (isFinished(this.records, policy)) {
      this.beginTermination();
      return;
    }
    this.writeStatus();
    const plan = planSync(this.records, policy, this.sandbox.exists);
    if (isIdle(plan)) return;
    const mounts = plan.createSandbox && hasMountedSources(this.pod);
    let isDone = false;
    const steps = runSteps(this.node.clock, syncSteps(this.target, plan, mounts), (error) => {
      isDone = true;
      this.endSync(error);
    });
    if (!isDone) this.steps = steps;
  }

  private endSync(error: SyncError | undefined): void {
    this.steps = undefined;
    if (this.stage !== 'syncing') return;
    if (error) this.retry(error);
    if (!this.syncAgain) return;
    this.syncAgain = false;
    this.runtime.notice(PENDING);
  }

  private retry(error: SyncError): void {
    const { clock, random } = this.node;
    this.retryTimer?.cancel();
    this.retryTimer = clock.after(retryDelayMs(error, clock.now(), random), () => this.sync());
  }

  /**
   * Changes seen in one list are one sync; an update that waited for the worker meanwhile is another,
   * after the next list. So after a pull CrashLoopBackOff shows soon after the second end, else only
   * when its time is up (until then: Error, or Completed).
   */
  private look(changed: readonly string[]): void {
    const isTwice =
      changed.length > 1 &&
      changed.includes(PENDING) &&
      this.records.some(({ run }) => run && run.state !== 'running');
    this.sync();
    if (isTwice && this.stage === 'syncing') this.runtime.notice(PENDING);
  }

  private context(): PodContext {
    return {
      node: this.node,
      pod: this.pod,
      podIP: this.sandbox.ip,
      onExit: (record, run, exitCode) => this.onExit(record, run, exitCode),
    };
  }

  private createSandbox(): void {
    this.sandbox.create();
    this.runtime.notice(SANDBOX);
  }

  private touch(record: ContainerRecord, isNewRun: boolean): void {
    record.status = undefined;
    if (isNewRun && record.run) this.runtime.notice(record.run.id);
  }

  private onExit(record: ContainerRecord, run: ContainerRun, exitCode: number): void {
    if (this.stage === 'gone') return;
    markExited(record, run, this.node.clock.now(), exitCode);
    this.probes.drop(run);
    this.touch(record, true);
    const waiter = this.exitWaiters?.get(run);
    this.exitWaiters?.delete(run);
    waiter?.();
    if (this.stage === 'terminating' && this.termination?.advance()) this.endTermination();
  }

  private writeStatus(): void {
    const { records, sandbox } = this;
    const isTerminal = this.stage !== 'syncing';
    const view = { records, hasSandbox: sandbox.exists, podIP: sandbox.ip, isTerminal };
    this.pod = this.status.write(this.pod, { ...view, verdict: this.verdict }, this.cause);
  }

  /** activeDeadlineSeconds is over. Mirrors kubernetes pkg/kubelet/active_deadline.go. */
  private expire(): void {
    if (this.stage !== 'syncing') return;
    const message = 'Pod was active on the node longer than the specified deadline';
    this.verdict = { reason: 'DeadlineExceeded', message };
    this.node.events.event(this.pod, 'Normal', 'DeadlineExceeded', message);
    this.beginTermination();
  }

  private stopWork(): void {
    this.steps?.cancel();
    this.steps = undefined;
    this.runtime.cancel();
    this.retryTimer?.cancel();
    this.deadlineTimer?.cancel();
  }

  private beginTermination(): void {
    this.stopWork();
    this.node.client.cause = this.cause;
    this.probes.stop();
    const hadRunning = this.records.some(isRunning);
    if (hadRunning) {
      this.stage = 'syncing';
      this.writeStatus();
    }
    this.stage = 'terminating';
    const { deletionGracePeriodSeconds } = this.pod.metadata;
    const grace = deletionGracePeriodSeconds ?? this.pod.spec.terminationGracePeriodSeconds ?? 30;
    this.termination = terminate(this.context(), this.records, grace);
    if (this.termination.advance()) this.endTermination();
  }

  /** Nothing runs any more. */
  private endTermination(): void {
    this.node.client.cause = this.cause;
    this.stage = 'terminated';
    this.sandbox.remove();
    this.status.markLost(this.records);
    this.writeStatus();
    if (this.isForgotten) this.release();
    else if (this.pod.metadata.deletionTimestamp !== undefined) this.finish();
  }

  /** Confirms a deletion: the object may go. */
  private finish(): void {
    this.node.clock.after(latency.plegMs, () => {
      if (this.stage === 'gone') return;
      this.stage = 'gone';
      this.release();
      const { namespace = '', name, uid } = this.pod.metadata;
      const stored = this.node.client.get(podKind, namespace, name);
      if (stored?.metadata.uid !== uid) return;
      this.node.client.cause = this.cause;
      this.node.client.delete(podKind, stored, { gracePeriodSeconds: 0, preconditions: { uid } });
    });
  }

  private release(): void {
    this.sandbox.remove();
    forgetPod(this.node, this.pod);
  }
}
