/** Brings one pod of a node to where its spec wants it, and tells the API. Mirrors kubernetes pkg/kubelet/pod_workers.go and kubelet.go SyncPod. */
import type { Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import type { Pod } from '#resources/pod.ts';
import type { Rejection } from './admission.ts';
import { confirmDeletion } from './confirm-deletion.ts';
import {
  type ContainerRecord,
  type ContainerRun,
  containerRecords,
  isRunning,
  markExited,
} from './container.ts';
import { forgetPod } from './container-start.ts';
import { terminationMessage } from './container-world.ts';
import { evicted, overdue, startDeadline } from './deadline.ts';
import { ExitWaiters } from './exit-waiters.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { isPhaseOver } from './phase.ts';
import type { PodContext } from './pod-context.ts';
import { PodProbes } from './pod-probes.ts';
import { PENDING, RuntimeList, SANDBOX } from './runtime-list.ts';
import { Sandbox } from './sandbox.ts';
import { SpecChanges } from './spec-changes.ts';
import type { Verdict } from './status.ts';
import { StatusWriter } from './status-writer.ts';
import { type Running, runSteps } from './steps.ts';
import { isFinished, isIdle, planSync } from './sync-plan.ts';
import { retryDelayMs } from './sync-retry.ts';
import { type SyncError, syncSteps } from './sync-steps.ts';
import type { SyncTarget } from './sync-target.ts';
import { type Termination, terminate } from './termination.ts';
import { hasMountedSources } from './volumes.ts';

/** `syncing` until it is to end; `terminating` while containers stop; then `terminated`. */
type Stage = 'syncing' | 'terminating' | 'terminated' | 'gone';

export class PodWorker {
  /** As last seen. */
  pod: Pod;
  readonly records: ContainerRecord[];
  stage: Stage = 'syncing';
  /** Revision of the change that the work reacts to. */
  cause = 0;

  private readonly node: NodeRuntime;
  private readonly status: StatusWriter;
  private readonly probes: PodProbes;
  private readonly sandbox: Sandbox;
  readonly changes: SpecChanges;
  private verdict: Verdict | undefined;
  private graceOverride: number | undefined;
  private steps: Running | undefined;
  private syncAgain = false;
  private isForgotten = false;
  /** What a status write gives back may be marked for deletion before the watch says so. */
  private isDeletionSeen = false;
  private readonly runtime: RuntimeList;
  private retryTimer: Timer | undefined;
  private deadlineTimer: Timer | undefined;
  private termination: Termination | undefined;
  private readonly exits = new ExitWaiters();
  private readonly target: SyncTarget;

  constructor(node: NodeRuntime, pod: Pod) {
    this.node = node;
    this.pod = pod;
    this.status = new StatusWriter(node, pod);
    this.records = containerRecords(pod);
    this.status.remember(this.records);
    const { records } = this;
    const context = (): PodContext => this.context();
    const syncLater = () => node.clock.after(0, () => this.sync());
    this.probes = new PodProbes({ records, context, onChange: syncLater });
    this.changes = new SpecChanges(node, this);
    this.sandbox = new Sandbox(node, pod);
    this.runtime = new RuntimeList(node.clock, (changed) => this.look(changed));
    this.target = {
      records,
      context,
      createSandbox: () => {
        this.sandbox.create();
        this.runtime.notice(SANDBOX);
      },
      touch: (record, isNewRun) => this.touch(record, isNewRun),
      whenExited: (run, resume) => this.exits.add(run, resume),
    };
  }

  /** Begins: a pod that is new to this kubelet, or was here before it started. */
  start(cause: number): void {
    this.cause = cause;
    this.deadlineTimer = startDeadline(this.node.clock, this.pod, () => this.expire());
    this.isDeletionSeen = this.pod.metadata.deletionTimestamp !== undefined;
    if (this.isDeletionSeen || isPhaseOver(this.status.phase)) this.beginTermination();
    else this.sync();
  }

  /** The kubelet does not take the pod: it has failed before it began. Mirrors rejectPod. */
  reject({ reason, message }: Rejection, cause: number): void {
    this.cause = cause;
    this.node.client.cause = cause;
    this.stage = 'terminated';
    this.node.events.event(this.pod, 'Warning', reason, message);
    const verdict = { reason, message: `Pod was rejected: ${message}` };
    this.pod = this.status.reject(this.pod, verdict, cause);
  }

  /** The node runs short of something: the pod goes. Mirrors evictPod. */
  evict(message: string, graceSeconds: number): void {
    if (this.stage !== 'syncing') return;
    this.cause = 0;
    this.node.events.event(this.pod, 'Warning', 'Evicted', message);
    this.verdict = evicted(message);
    this.graceOverride = graceSeconds;
    this.beginTermination();
  }

  /** The pod has changed in the API. */
  update(pod: Pod, cause: number): void {
    const before = this.pod;
    this.pod = pod;
    if (this.stage === 'gone') return;
    const isDeleted = pod.metadata.deletionTimestamp !== undefined;
    if (isDeleted && !this.isDeletionSeen) {
      this.isDeletionSeen = true;
      this.cause = cause;
      for (const record of this.records) if (record.waiting) record.status = undefined;
      if (this.stage === 'terminated') this.finish();
      else if (this.stage === 'syncing') this.beginTermination();
    } else if (isDeleted && this.stage === 'terminating') {
      this.termination?.shorten(pod.metadata.deletionGracePeriodSeconds ?? 0);
    } else if (this.isNews(before)) {
      this.cause = cause;
      if (this.stage === 'syncing') this.sync();
      else this.writeStatus();
    }
  }

  /** Whether what the pod is to be, or what is said of it, is another. */
  private isNews(before: Pod): boolean {
    const { pod, changes, status } = this;
    return changes.follow() || before.spec !== pod.spec || status.isContradictedBy(pod);
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
    if (error) {
      const { clock, random } = this.node;
      this.retryTimer?.cancel();
      this.retryTimer = clock.after(retryDelayMs(error, clock.now(), random), () => this.sync());
    }
    if (!this.syncAgain) return;
    this.syncAgain = false;
    this.runtime.notice(PENDING);
  }

  /**
   * Changes seen in one list are one sync; an update that waited meanwhile is another, after the next list.
   * So after a pull CrashLoopBackOff shows soon after the second end, else only when its time is up.
   */
  private look(changed: readonly string[]): void {
    const hasEnded = this.records.some(({ run }) => run && run.state !== 'running');
    this.sync();
    if (hasEnded && changed.length > 1 && changed.includes(PENDING) && this.stage === 'syncing')
      this.runtime.notice(PENDING);
  }

  /** What its containers need to know of it. */
  context(): PodContext {
    const { node, pod, sandbox } = this;
    const onExit: PodContext['onExit'] = (...exit) => this.onExit(...exit);
    return { node, pod, podIP: sandbox.ip, onExit };
  }

  private touch(record: ContainerRecord, isNewRun: boolean): void {
    record.status = undefined;
    if (isNewRun && record.run) this.runtime.notice(record.run.id);
  }

  private onExit(record: ContainerRecord, run: ContainerRun, exitCode: number): void {
    if (this.stage === 'gone') return;
    const written = terminationMessage(record.spec, run);
    markExited(record, run, this.node.clock.now(), exitCode, written);
    this.probes.drop(run);
    this.touch(record, true);
    this.exits.release(run);
    if (this.stage === 'terminating' && this.termination?.advance()) this.endTermination();
  }

  private writeStatus(): void {
    const { records, sandbox } = this;
    const isTerminal = this.stage !== 'syncing';
    const { conditions: resize } = this.changes;
    const view = { records, hasSandbox: sandbox.exists, podIP: sandbox.ip, isTerminal, resize };
    this.pod = this.status.write(this.pod, { ...view, verdict: this.verdict }, this.cause);
  }

  private expire(): void {
    if (this.stage !== 'syncing') return;
    this.verdict = overdue;
    this.node.events.event(this.pod, 'Normal', overdue.reason, overdue.message);
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
    if (this.records.some(isRunning)) {
      this.stage = 'syncing';
      this.writeStatus();
    }
    this.stage = 'terminating';
    const { deletionGracePeriodSeconds } = this.pod.metadata;
    const own = deletionGracePeriodSeconds ?? this.pod.spec.terminationGracePeriodSeconds ?? 30;
    this.termination = terminate(this.context(), this.records, this.graceOverride ?? own);
    if (this.termination.advance()) this.endTermination();
  }

  /** Nothing runs any more. */
  private endTermination(): void {
    this.node.client.cause = this.cause;
    this.stage = 'terminated';
    this.node.onEnded(this.pod.metadata.uid);
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
      confirmDeletion(this.node, this.pod, this.cause);
    });
  }

  private release(): void {
    this.sandbox.remove();
    forgetPod(this.node, this.pod);
  }
}
