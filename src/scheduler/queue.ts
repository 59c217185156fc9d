/** Pods that wait for a node: ready to be tried, backing off, or waiting for something to change. Mirrors kubernetes pkg/scheduler/backend/queue/scheduling_queue.go. */
import type { Clock, Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import { ActiveQueue } from './active-queue.ts';

const FIRST_BACK_OFF_MS = 1_000;
const MAX_BACK_OFF_MS = 10_000;
/** How long one decision keeps the scheduler from the next. */
const DECISION_MS = 1;

export interface QueuedPod {
  readonly key: string;
  readonly uid: string;
  readonly priority: number;
  /** Revision of the change that brought it. */
  cause: number;
  /** How often in a row something went wrong that is nobody's lack of room. */
  errors: number;
  /** The plugins that refused nodes at the last try. */
  rejectors: ReadonlySet<string>;
  /** The node it waits with for something to be ready there. */
  node?: string | undefined;
  timer?: Timer | undefined;
}

const NOBODY: ReadonlySet<string> = new Set();

/** 1 error ⇒ 1 s, 2 ⇒ 2 s, … at most 10 s. */
const backOffMs = (errors: number): number =>
  Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.max(0, errors - 1));

/**
 * Of those ready, the most important first, then who waits longest. `schedule` tries one pod.
 * A pod that something may help now is tried at once when nobody else is ready, as upstream's
 * SchedulerPopFromBackoffQ does: its back-off keeps it only behind others.
 */
export class SchedulingQueue {
  private readonly clock: Clock;
  private readonly schedule: (pod: QueuedPod) => void;
  private readonly pods = new Map<string, QueuedPod>();
  private readonly active = new ActiveQueue<QueuedPod>();
  private readonly woken = new ActiveQueue<QueuedPod>();
  private readonly unschedulable = new Set<QueuedPod>();
  private isArmed = false;

  constructor(clock: Clock, schedule: (pod: QueuedPod) => void) {
    this.clock = clock;
    this.schedule = schedule;
  }

  /** A pod without a node has been seen. */
  add(key: string, uid: string, priority: number, cause: number): void {
    if (this.pods.has(uid)) return;
    const pod: QueuedPod = { key, uid, priority, cause, errors: 0, rejectors: NOBODY };
    this.pods.set(uid, pod);
    this.active.push(pod);
    this.arm(latency.schedulingMs);
  }

  /** The pod has changed in a way that may let it be placed. */
  retry(uid: string, cause: number): void {
    const pod = this.pods.get(uid);
    if (pod && this.unschedulable.has(pod)) this.wake(pod, cause);
  }

  /** The pod has a node, or is gone. */
  remove(uid: string): void {
    const pod = this.pods.get(uid);
    if (!pod) return;
    this.pods.delete(uid);
    this.unschedulable.delete(pod);
    pod.timer?.cancel();
  }

  /** No node will do for now: it waits for an event, at most 5 minutes. */
  park(pod: QueuedPod, rejectors: ReadonlySet<string>): void {
    if (this.pods.get(pod.uid) !== pod) return;
    pod.errors = 0;
    pod.rejectors = rejectors;
    this.unschedulable.add(pod);
    pod.timer = this.clock.after(latency.unschedulableFlushMs, () => this.wake(pod, 0));
  }

  /** Something went wrong with it: tried again after its back-off. */
  backOff(pod: QueuedPod): void {
    if (this.pods.get(pod.uid) !== pod) return;
    pod.errors += 1;
    pod.timer = this.clock.after(backOffMs(pod.errors), () => {
      this.active.push(pod);
      this.arm(0);
    });
  }

  /** Whether anybody waits for an event. */
  get hasUnschedulable(): boolean {
    return this.unschedulable.size > 0;
  }

  /** Something has changed: those it may help are tried again. */
  wakeIf(mayHelp: (pod: QueuedPod) => boolean, cause: number): void {
    for (const pod of [...this.unschedulable]) if (mayHelp(pod)) this.wake(pod, cause);
  }

  private wake(pod: QueuedPod, cause: number): void {
    pod.timer?.cancel();
    this.unschedulable.delete(pod);
    pod.cause = cause;
    this.woken.push(pod);
    this.arm(0);
  }

  private arm(delayMs: number): void {
    if (this.isArmed) return;
    this.isArmed = true;
    this.clock.after(delayMs, () => this.next());
  }

  private next(): void {
    this.isArmed = false;
    const pod = this.active.pop() ?? this.woken.pop();
    if (!pod) return;
    if (this.pods.get(pod.uid) === pod) this.schedule(pod);
    if (this.active.size + this.woken.size > 0) this.arm(DECISION_MS);
  }
}
