/** A pod's sandbox: its network, and so its address. */
import type { Pod } from '#resources/pod.ts';
import type { NodeRuntime } from './node-runtime.ts';

export class Sandbox {
  /** Whether there is one now. */
  exists = false;
  /** The pod's address; kept in its status when the sandbox is gone. */
  ip = '';
  private readonly node: NodeRuntime;
  private readonly isHost: boolean;
  private isHeld = false;

  constructor(node: NodeRuntime, { spec }: Pod) {
    this.node = node;
    this.isHost = spec.hostNetwork === true;
    if (this.isHost) this.ip = node.host.ip;
  }

  create(): void {
    this.exists = true;
    if (this.isHost) return;
    this.ip = this.node.addresses.allocate();
    this.isHeld = true;
  }

  /** Nothing runs in it any more: another pod may have the address. */
  remove(): void {
    this.exists = false;
    if (this.isHeld) this.node.addresses.release(this.ip);
    this.isHeld = false;
  }
}
