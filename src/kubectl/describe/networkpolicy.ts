/** `kubectl describe networkpolicy` */
import { formatLabelSelector } from '#apimachinery/selector.ts';
import type { NetworkPolicyPeer, NetworkPolicyPort } from '#resources/networking/types.ts';
import type { NetworkPolicy } from '#resources/networkpolicy.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';

const INDENT = '    ';

interface Rule {
  readonly ports: readonly NetworkPolicyPort[];
  readonly peers: readonly NetworkPolicyPeer[];
}

/** What a direction is called. */
interface Direction {
  readonly name: 'ingress' | 'egress';
  readonly peer: 'From' | 'To';
  readonly unrestricted: 'source' | 'destination';
}

const INGRESS: Direction = { name: 'ingress', peer: 'From', unrestricted: 'source' };
const EGRESS: Direction = { name: 'egress', peer: 'To', unrestricted: 'destination' };

function writePorts(w: PrefixWriter, ports: readonly NetworkPolicyPort[]): void {
  if (ports.length === 0) {
    w.write(0, `${INDENT}To Port: <any> (traffic allowed to all ports)\n`);
    return;
  }
  for (const { port, endPort, protocol = 'TCP' } of ports) {
    const shown = port ?? '<nil>';
    if (endPort === undefined) w.write(0, `${INDENT}To Port: ${shown}/${protocol}\n`);
    else w.write(0, `${INDENT}To Port Range: ${shown}-${endPort}/${protocol}\n`);
  }
}

function writePeer(w: PrefixWriter, peer: NetworkPolicyPeer): void {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (namespaceSelector) {
    w.write(1, `${INDENT}NamespaceSelector: ${formatLabelSelector(namespaceSelector)}\n`);
  }
  if (podSelector) w.write(1, `${INDENT}PodSelector: ${formatLabelSelector(podSelector)}\n`);
  if (podSelector || namespaceSelector || !ipBlock) return;
  w.write(1, `${INDENT}IPBlock:\n`);
  w.write(2, `${INDENT}CIDR: ${ipBlock.cidr}\n`);
  w.write(2, `${INDENT}Except: ${(ipBlock.except ?? []).join(', ')}\n`);
}

function writeRules(w: PrefixWriter, rules: readonly Rule[], direction: Direction): void {
  const { name, peer, unrestricted } = direction;
  if (rules.length === 0) {
    w.write(0, `${INDENT}<none> (Selected pods are isolated for ${name} connectivity)\n`);
    return;
  }
  rules.forEach(({ ports, peers }, at) => {
    writePorts(w, ports);
    if (peers.length === 0) {
      w.write(0, `${INDENT}${peer}: <any> (traffic not restricted by ${unrestricted})\n`);
    }
    for (const one of peers) {
      w.write(0, `${INDENT}${peer}:\n`);
      writePeer(w, one);
    }
    if (at < rules.length - 1) w.write(0, `${INDENT}----------\n`);
  });
}

function writeDirection(
  w: PrefixWriter,
  isAffected: boolean,
  rules: readonly Rule[],
  direction: Direction,
): void {
  if (!isAffected) {
    w.write(1, `Not affecting ${direction.name} traffic\n`);
    return;
  }
  w.write(1, `Allowing ${direction.name} traffic:\n`);
  writeRules(w, rules, direction);
}

function writeSpec(w: PrefixWriter, { spec }: NetworkPolicy): void {
  const { podSelector = {}, policyTypes = [], ingress = [], egress = [] } = spec;
  const terms =
    Object.keys(podSelector.matchLabels ?? {}).length + (podSelector.matchExpressions ?? []).length;
  w.write(0, 'Spec:\n');
  w.write(1, 'PodSelector: ');
  const all = '<none> (Allowing the specific traffic to all pods in this namespace)';
  w.write(2, `${terms === 0 ? all : formatLabelSelector(podSelector)}\n`);
  const inbound = ingress.map(({ ports = [], from = [] }) => ({ ports, peers: from }));
  const outbound = egress.map(({ ports = [], to = [] }) => ({ ports, peers: to }));
  writeDirection(w, policyTypes.includes('Ingress'), inbound, INGRESS);
  writeDirection(w, policyTypes.includes('Egress'), outbound, EGRESS);
  w.write(1, `Policy Types: ${policyTypes.join(', ') || '<none>'}\n`);
}

/** "2026-01-05T09:00:00Z" ⇒ "2026-01-05 09:00:00 +0000 UTC", as Go prints a time. */
const goTime = (time: string): string => `${time.replace('T', ' ').replace('Z', '')} +0000 UTC`;

export const networkPolicyDescriber: Describer = {
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  /** Mirrors kubectl pkg/describe/describe.go describeNetworkPolicy. */
  describe: async (_world, object) =>
    tabbedText((w) => {
      writeName(w, object);
      w.write(0, `Created on:\t${goTime(object.metadata.creationTimestamp)}\n`);
      writeLabelsAndAnnotations(w, object);
      writeSpec(w, object as NetworkPolicy);
    }),
};
