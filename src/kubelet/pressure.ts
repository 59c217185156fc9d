/** Whether a node runs short of something, because of what happens outside its pods. Mirrors kubernetes pkg/kubelet/eviction thresholds and node conditions. */
import { printBytes } from '#apimachinery/quantity.ts';

/** What may run short. */
export type Scarce = 'memory' | 'disk';

/** A condition is kept so long after its cause is gone (evictionPressureTransitionPeriod). */
const TRANSITION_MS = 300_000;
const MEBI = 1_024 * 1_024;

/** How a shortage is told. */
interface ScarceWords {
  readonly condition: string;
  readonly resource: 'memory' | 'ephemeral-storage';
  /** Under pressure, and without. */
  readonly short: { readonly reason: string; readonly message: string; readonly event: string };
  readonly enough: { readonly reason: string; readonly message: string; readonly event: string };
}

export const scarceWords: Readonly<Record<Scarce, ScarceWords>> = {
  memory: {
    condition: 'MemoryPressure',
    resource: 'memory',
    short: {
      reason: 'KubeletHasInsufficientMemory',
      message: 'kubelet has insufficient memory available',
      event: 'NodeHasInsufficientMemory',
    },
    enough: {
      reason: 'KubeletHasSufficientMemory',
      message: 'kubelet has sufficient memory available',
      event: 'NodeHasSufficientMemory',
    },
  },
  disk: {
    condition: 'DiskPressure',
    resource: 'ephemeral-storage',
    short: {
      reason: 'KubeletHasDiskPressure',
      message: 'kubelet has disk pressure',
      event: 'NodeHasDiskPressure',
    },
    enough: {
      reason: 'KubeletHasNoDiskPressure',
      message: 'kubelet has no disk pressure',
      event: 'NodeHasNoDiskPressure',
    },
  },
};

/** The default hard thresholds (memory.available<100Mi, nodefs.available<10%), and what is left under pressure. */
export function threshold(
  scarce: Scarce,
  storageBytes: number,
): { readonly quantity: string; readonly available: string } {
  if (scarce === 'memory') return { quantity: '100Mi', available: printBytes(60 * MEBI) };
  const tenth = Math.trunc(storageBytes / 10);
  return { quantity: printBytes(tenth), available: printBytes(Math.trunc(tenth / 2)) };
}

export class Pressure {
  private readonly now: () => number;
  private readonly observed = new Set<Scarce>();
  private readonly lastMs = new Map<Scarce, number>();

  constructor(now: () => number) {
    this.now = now;
  }

  /** Something outside the pods takes what there is, or gives it back. */
  set(scarce: Scarce, isShort: boolean): void {
    if (!isShort) {
      if (this.observed.delete(scarce)) this.lastMs.set(scarce, this.now());
    } else this.observed.add(scarce);
  }

  /** Whether it is short right now. */
  isShort(scarce: Scarce): boolean {
    return this.observed.has(scarce);
  }

  /** Whether the node's condition says so: now, and for five minutes after. */
  isUnder(scarce: Scarce): boolean {
    if (this.observed.has(scarce)) return true;
    const lastMs = this.lastMs.get(scarce);
    return lastMs !== undefined && this.now() - lastMs < TRANSITION_MS;
  }

  /** The conditions that hold, by name. */
  conditions(): readonly string[] {
    if (this.observed.size + this.lastMs.size === 0) return [];
    return (['memory', 'disk'] as const)
      .filter((scarce) => this.isUnder(scarce))
      .map((scarce) => scarceWords[scarce].condition);
  }

  clear(): void {
    this.observed.clear();
    this.lastMs.clear();
  }
}
