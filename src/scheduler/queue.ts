/** Pods that wait for a node: ready to be tried, backing off, or waiting for something to change. Mirrors kubernetes pkg/scheduler/backend/queue/scheduling_queue.go. */
import type { Clock, Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';

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
  attempts: number;
  /** When it was last found unschedulable. */
  failedMs: number;
  timer?: Timer | undefined;
}

/** 1 attempt ⇒ 1 s, 2 ⇒ 2 s, … at most 10 s. */
const backOffMs = ({ attempts }: QueuedPod): number =>
  Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.max(0, attempts - 1));

/** Of those ready, the most important first, then who waits longest. `schedule` tries one pod. */
export class SchedulingQueue {
  private readonly clock: Clock;
  private readonly schedule: (pod: QueuedPod) => void;
  private readonly pods = new Map<string, QueuedPod>();
  private active: QueuedPod[] = [];
  private head = 0;
  private readonly unschedulable = new Set<QueuedPod>();
  private isArmed = false;

  constructor(clock: Clock, schedule: (pod: QueuedPod) => void) {
    this.clock = clock;
    this.schedule = schedule;
  }

  /** A pod without a node has been seen. */
  add(key: string, uid: string, priority: number, cause: number): void {
    const known = this.pods.get(uid);
    if (known) return;
    const pod: QueuedPod = { key, uid, priority, cause, attempts: 0, failedMs: 0 };
    this.pods.set(uid, pod);
    this.activate(pod, latency.schedulingMs);
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
  park(pod: QueuedPod): void {
    if (this.pods.get(pod.uid) !== pod) return;
    pod.failedMs = this.clock.now();
    this.unschedulable.add(pod);
    pod.timer = this.clock.after(latency.unschedulableFlushMs, () => this.wake(pod, 0));
  }

  /** Something has changed that may help: all who wait are tried again, when their back-off is over. */
  wakeAll(cause: number): void {
    for (const pod of [...this.unschedulable]) this.wake(pod, cause);
  }

  private wake(pod: QueuedPod, cause: number): void {
    pod.timer?.cancel();
    this.unschedulable.delete(pod);
    pod.cause = cause;
    const leftMs = pod.failedMs + backOffMs(pod) - this.clock.now();
    if (leftMs <= 0) this.activate(pod, 0);
    else pod.timer = this.clock.after(leftMs, () => this.activate(pod, 0));
  }

  private activate(pod: QueuedPod, delayMs: number): void {
    if (pod.priority > 0 && this.active.length > this.head) {
      const at = this.active.findIndex((one, i) => i >= this.head && one.priority < pod.priority);
      this.active.splice(at < 0 ? this.active.length : at, 0, pod);
    } else this.active.push(pod);
    this.arm(delayMs);
  }

  private arm(delayMs: number): void {
    if (this.isArmed) return;
    this.isArmed = true;
    this.clock.after(delayMs, () => this.next());
  }

  private next(): void {
    this.isArmed = false;
    const pod = this.active[this.head];
    if (!pod) return;
    this.head += 1;
    if (this.head === this.active.length) {
      this.active = [];
      this.head = 0;
    } else if (this.head > 1_000) {
      this.active = this.active.slice(this.head);
      this.head = 0;
    }
    if (this.pods.get(pod.uid) === pod) {
      pod.attempts += 1;
      this.schedule(pod);
    }
    if (this.active.length > this.head) this.arm(DECISION_MS);
  }
}
