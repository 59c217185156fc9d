/** Which nodes get their NoExecute taint when: at a rate by zone, and not at all when every node is down. */
import { type Node, nodeKind } from '#resources/node.ts';
import type { ControllerDeps } from '../controller.ts';
import { tolerate } from '../refusals.ts';
import { notReadyTaint, readyStatus, swapTaints, unreachableTaint } from './taints.ts';
import {
  createTaintQueue,
  rateOf,
  type TaintQueue,
  type ZoneState,
  zoneOf,
  zoneState,
} from './zones.ts';

export interface Disruption {
  /** Asks for the node's NoExecute taint when its zone's rate allows. Mirrors markNodeForTainting. */
  queue(node: Node): void;
  /** Lifts the node's NoExecute taints, and it waits for none. Mirrors markNodeAsReachable. */
  release(node: Node): void;
  /** The node is gone. */
  forget(name: string): void;
  /** Judges the zones after a pass; true when nodes are heard again after none was. Mirrors handleDisruption. */
  assess(nodes: readonly Node[]): boolean;
}

/** How often waiting nodes are looked at, while there are any. Mirrors scheduler.NodeEvictionPeriod. */
const taintPeriodMs = 100;

interface Zone {
  state: ZoneState;
  readonly queue: TaintQueue;
}

/** `exclude-disruption` on a node leaves it out of its zone's state. */
const excluded = 'node.kubernetes.io/exclude-disruption';
const bothTaints = [unreachableTaint, notReadyTaint];

function nodesByZone(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const zones = new Map<string, Node[]>();
  for (const node of nodes) {
    if (node.metadata.labels?.[excluded] !== undefined) continue;
    const zone = zones.get(zoneOf(node));
    if (zone) zone.push(node);
    else zones.set(zoneOf(node), [node]);
  }
  return zones;
}

/** Puts on the taint that goes with the node's Ready condition, in place of its opposite. */
function taintNode({ client, clock }: ControllerDeps, name: string): void {
  const node = client.get(nodeKind, '', name);
  const status = node && readyStatus(node);
  if (status === 'False')
    swapTaints(client, name, [notReadyTaint], [unreachableTaint], clock.now());
  if (status === 'Unknown')
    swapTaints(client, name, [unreachableTaint], [notReadyTaint], clock.now());
}

export function createDisruption(deps: ControllerDeps): Disruption {
  const { client, clock } = deps;
  const zones = new Map<string, Zone>();
  /** By which revision each waiting node became unreachable: the cause of its taint. */
  const causes = new Map<string, number>();
  const zoneFor = (key: string): Zone => {
    const known = zones.get(key);
    if (known) return known;
    const made: Zone = { state: 'Initial', queue: createTaintQueue() };
    zones.set(key, made);
    return made;
  };
  const release = (node: Node): void => {
    const { name } = node.metadata;
    zoneFor(zoneOf(node)).queue.remove(name);
    causes.delete(name);
    tolerate(() => swapTaints(client, name, [], bothTaints, clock.now()));
  };
  let armed = false;
  const arm = (): void => {
    if (armed) return;
    armed = true;
    clock.after(taintPeriodMs, taint);
  };
  /** Puts on the taints that are due. Mirrors doNoExecuteTaintingPass. */
  const taint = (): void => {
    armed = false;
    for (const { queue } of zones.values()) {
      for (const name of queue.take(clock.now())) {
        client.cause = causes.get(name) ?? 0;
        tolerate(() => taintNode(deps, name));
      }
      if (queue.isWaiting()) arm();
    }
  };
  const setStates = (byZone: ReadonlyMap<string, readonly Node[]>): void => {
    for (const [key, nodes] of byZone) {
      const zone = zoneFor(key);
      zone.state = zoneState(nodes);
      zone.queue.setRate(rateOf(zone.state, nodes.length));
    }
  };
  return {
    queue: (node) => {
      const { name, resourceVersion } = node.metadata;
      if (!causes.has(name)) causes.set(name, Number(resourceVersion));
      zoneFor(zoneOf(node)).queue.add(name);
      arm();
    },
    release,
    forget: (name) => {
      causes.delete(name);
      for (const { queue } of zones.values()) queue.remove(name);
    },
    assess: (nodes) => {
      const byZone = nodesByZone(nodes);
      for (const key of zones.keys()) if (!byZone.has(key)) zones.delete(key);
      const wasDark =
        zones.size > 0 && [...zones.values()].every(({ state }) => state === 'FullDisruption');
      const isDark = [...byZone.values()].every((each) => zoneState(each) === 'FullDisruption');
      if (isDark && wasDark) return false;
      if (!isDark) {
        setStates(byZone);
        return wasDark;
      }
      for (const node of nodes) release(node);
      for (const key of byZone.keys()) {
        const zone = zoneFor(key);
        zone.state = 'FullDisruption';
        zone.queue.setRate(0);
      }
      return false;
    },
  };
}
