/** How the kubelet comes to know of what the runtime did: it lists now and then. Mirrors kubernetes pkg/kubelet/pleg/generic.go. */
import type { Clock, Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';

/** What a list shows, beside runs by id; and an update that waits for the worker. */
export const SANDBOX = 'sandbox';
export const PENDING = 'pending';

const NOTHING: readonly string[] = [];

/** What has changed since the last list, each thing once. */
export class RuntimeList {
  private readonly clock: Clock;
  private readonly onList: (changed: readonly string[]) => void;
  private changed = NOTHING;
  private timer: Timer | undefined;

  constructor(clock: Clock, onList: (changed: readonly string[]) => void) {
    this.clock = clock;
    this.onList = onList;
  }

  /** Something is another; it will be seen in the next list. */
  notice(what: string): void {
    if (!this.changed.includes(what)) this.changed = [...this.changed, what];
    this.timer ??= this.clock.after(latency.plegMs, () => this.list());
  }

  cancel(): void {
    this.timer?.cancel();
  }

  private list(): void {
    const { changed } = this;
    this.timer = undefined;
    this.changed = NOTHING;
    this.onList(changed);
  }
}
