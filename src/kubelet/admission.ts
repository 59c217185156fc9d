/** Whether a node takes a pod that was sent to it. Mirrors kubernetes pkg/kubelet/lifecycle/predicate.go and eviction_manager.go Admit. */
import { memoised } from '#apimachinery/intern.ts';
import { milliValue, quantityValue } from '#apimachinery/quantity.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { matchesNode } from '#resources/nodes/selection.ts';
import type { Pod } from '#resources/pod.ts';
import { podRequests } from '#resources/pods/requests.ts';
import type { NodeRuntime, ResizeRefusal } from './node-runtime.ts';
import type { Pressure } from './pressure.ts';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

type Amounts = Readonly<Record<string, number>>;
const NOTHING: Amounts = {};

const amountsOf = memoised((list: Readonly<Record<string, string>>): Amounts => {
  const amounts: Record<string, number> = {};
  for (const [name, text] of Object.entries(list)) {
    amounts[name] = name === 'cpu' ? milliValue(text) : quantityValue(text);
  }
  return amounts;
});

/** Shared by all pods of a template, whose containers are the same object. */
const asksNothing = memoised((containers: Pod['spec']['containers']) =>
  containers.every(
    ({ resources, ports }) => !resources?.requests && !ports?.some((one) => one.hostPort),
  ),
);

const isPlain = ({ spec }: Pod): boolean =>
  !spec.initContainers && !spec.resources && !spec.overhead && asksNothing(spec.containers);

function portsOf({ spec }: Pod): readonly string[] {
  return spec.containers.flatMap(({ ports = [] }) =>
    ports
      .filter(({ hostPort }) => hostPort)
      .map(
        ({ hostPort, protocol = 'TCP', hostIP }) =>
          `${protocol}/${hostIP || '0.0.0.0'}/${hostPort}`,
      ),
  );
}

function clashes(wanted: string, taken: ReadonlySet<string>): boolean {
  const [protocol, ip, port] = wanted.split('/');
  for (const one of taken) {
    const [otherProtocol, otherIp, otherPort] = one.split('/');
    if (protocol !== otherProtocol || port !== otherPort) continue;
    if (ip === otherIp || ip === '0.0.0.0' || otherIp === '0.0.0.0') return true;
  }
  return false;
}

/** What a pod on the node takes. */
interface Share {
  readonly amounts: Amounts;
  readonly ports: readonly string[];
}
const PLAIN: Share = { amounts: NOTHING, ports: [] };

const shareOf = (pod: Pod): Share =>
  isPlain(pod) ? PLAIN : { amounts: amountsOf(podRequests(pod)), ports: portsOf(pod) };

/** The native ones first, then as they come. */
const ORDER = ['cpu', 'memory', 'ephemeral-storage'];
const KNOWN_PREFIX = /^(?:cpu|memory|ephemeral-storage|pods|hugepages-)/;

function isBorne(pod: Pod, taint: NonNullable<Node['spec']['taints']>[number]): boolean {
  return (pod.spec.tolerations ?? []).some(({ key, operator = 'Equal', value = '', effect }) => {
    if (effect && effect !== taint.effect) return false;
    if (key && key !== taint.key) return false;
    return operator === 'Exists' || value === (taint.value ?? '');
  });
}

const failedPredicate = (name: string, why: string): Rejection => ({
  reason: name,
  message: `Predicate ${name} failed: ${why}`,
});

/** What the pods admitted so far take, and who else may come. */
export class Admission {
  private readonly node: NodeRuntime;
  private readonly pressure: Pressure;
  private readonly shares = new Map<string, Share>();
  private readonly used: Record<string, number> = {};

  constructor(node: NodeRuntime, pressure: Pressure) {
    this.node = node;
    this.pressure = pressure;
  }

  /** Counts a pod, or says why it may not come. */
  admit(pod: Pod): Rejection | undefined {
    const object = this.node.client.get(nodeKind, '', this.node.nodeName);
    const share = shareOf(pod);
    const rejection = object && this.judge(pod, share, object);
    if (!rejection) this.count(pod.metadata.uid, share);
    return rejection;
  }

  /** Counts a pod that runs here already. */
  take(pod: Pod): void {
    this.count(pod.metadata.uid, shareOf(pod));
  }

  /** Counts a pod that asks for something else now, or says why it cannot have it. Mirrors allocation_manager.go canResizePod. */
  resize(pod: Pod): ResizeRefusal | undefined {
    const node = this.node.client.get(nodeKind, '', this.node.nodeName);
    const before = this.shares.get(pod.metadata.uid);
    const share = shareOf(pod);
    const { allocatable } = node?.status ?? {};
    const capacity = allocatable ? amountsOf(allocatable) : NOTHING;
    for (const name of ['memory', 'cpu']) {
      const [requested, most] = [share.amounts[name] ?? 0, capacity[name] ?? 0];
      if (requested <= most) continue;
      const message = `Node didn't have enough capacity: ${name}, requested: ${requested}, capacity: ${most}`;
      return { reason: 'Infeasible', message };
    }
    this.release(pod.metadata.uid);
    const rejection = node && this.judge(pod, share, node);
    this.count(pod.metadata.uid, rejection ? (before ?? PLAIN) : share);
    return rejection && { reason: 'Deferred', message: rejection.message };
  }

  /** The pod is gone, or has ended. */
  release(uid: string): void {
    const share = this.shares.get(uid);
    if (!share) return;
    this.shares.delete(uid);
    for (const name in share.amounts) {
      this.used[name] = (this.used[name] ?? 0) - (share.amounts[name] ?? 0);
    }
  }

  private count(uid: string, share: Share): void {
    this.release(uid);
    this.shares.set(uid, share);
    for (const name in share.amounts) {
      this.used[name] = (this.used[name] ?? 0) + (share.amounts[name] ?? 0);
    }
  }

  private judge(pod: Pod, share: Share, node: Node): Rejection | undefined {
    return (
      this.pressed(pod) ??
      this.lacking(share, node) ??
      (matchesNode(pod.spec, node)
        ? undefined
        : failedPredicate('NodeAffinity', "node(s) didn't match Pod's node affinity/selector")) ??
      this.portless(share) ??
      (node.spec.taints?.some((taint) => taint.effect === 'NoExecute' && !isBorne(pod, taint))
        ? failedPredicate('TaintToleration', "node(s) had taints that the pod didn't tolerate")
        : undefined)
    );
  }

  private pressed(pod: Pod): Rejection | undefined {
    const conditions = this.pressure.conditions();
    if (conditions.length === 0 || (pod.spec.priority ?? 0) >= 2_000_000_000) return undefined;
    if (conditions.length === 1 && conditions[0] === 'MemoryPressure') {
      if (pod.status.qosClass !== 'BestEffort') return undefined;
      const taint = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' } as const;
      if (isBorne(pod, taint)) return undefined;
    }
    return {
      reason: 'Evicted',
      message: `The node had condition: [${conditions.join(' ')}]. `,
    };
  }

  private lacking({ amounts }: Share, { status }: Node): Rejection | undefined {
    const allocatable = status.allocatable ? amountsOf(status.allocatable) : NOTHING;
    const short = (name: string, requested: number, used: number): Rejection | undefined => {
      const capacity = allocatable[name] ?? 0;
      if (requested <= capacity - used) return undefined;
      const figures = `requested: ${requested}, used: ${used}, capacity: ${capacity}`;
      return {
        reason: `OutOf${name}`,
        message: `Node didn't have enough resource: ${name}, ${figures}`,
      };
    };
    const tooMany = short('pods', 1, this.shares.size);
    if (tooMany || amounts === NOTHING) return tooMany;
    const others = Object.keys(amounts).filter((name) => !ORDER.includes(name));
    for (const name of [...ORDER, ...others]) {
      const wanted = amounts[name] ?? 0;
      // An extended resource that the node does not know is somebody else's.
      if (wanted === 0 || (!KNOWN_PREFIX.test(name) && !(name in allocatable))) continue;
      const rejection = short(name, wanted, this.used[name] ?? 0);
      if (rejection) return rejection;
    }
    return undefined;
  }

  private portless({ ports }: Share): Rejection | undefined {
    if (ports.length === 0) return undefined;
    const taken = new Set([...this.shares.values()].flatMap((share) => share.ports));
    return ports.some((port) => clashes(port, taken))
      ? failedPredicate('NodePorts', "node(s) didn't have free ports for the requested pod ports")
      : undefined;
  }
}
