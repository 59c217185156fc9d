/** NetworkPolicy: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { formatLabelSelector } from '#apimachinery/selector.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { mapShared, replaced, withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration } from './generation.ts';
import type { NetworkPolicy, NetworkPolicyPort, NetworkPolicySpec } from './networking/types.ts';
import {
  validateNetworkPolicy,
  validateNetworkPolicySpec,
} from './validation/networking/network-policy.ts';
import { allVerbs } from './verbs.ts';

export type { NetworkPolicy } from './networking/types.ts';

const withProtocols = <T extends { readonly ports?: readonly NetworkPolicyPort[] }>(rule: T): T =>
  replaced(
    rule,
    'ports',
    mapShared(rule.ports, (port) => withDefaults(port, { protocol: 'TCP' })),
  );

/** Mirrors kubernetes pkg/apis/networking/v1/defaults.go SetDefaults_NetworkPolicy. */
function defaultSpec(spec: NetworkPolicySpec): NetworkPolicySpec {
  let next = replaced(spec, 'ingress', mapShared(spec.ingress, withProtocols));
  next = replaced(next, 'egress', mapShared(next.egress, withProtocols));
  next = withDefaults(next, { podSelector: {} });
  if (next.policyTypes?.length) return next;
  const policyTypes = next.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
  return { ...next, policyTypes };
}

export const networkPolicyKind: Kind<NetworkPolicy> = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.networking.v1.NetworkPolicy',
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    column('Pod-Selector', 'Which pods it is for.', ({ spec }) =>
      formatLabelSelector(spec.podSelector ?? {}),
    ),
    ageColumn,
  ],
  defaults: (policy) => replaced(policy, 'spec', defaultSpec(policy.spec ?? { podSelector: {} })),
  prepareCreate: firstGeneration,
  prepareUpdate: countSpecChanges,
  validate: validateNetworkPolicy,
  /** The real server looks at the spec a second time. */
  validateUpdate: validateNetworkPolicySpec,
};
