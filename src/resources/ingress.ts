/** Ingress: its names, validation and columns. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import type { Ingress, IngressRule } from './networking/types.ts';
import {
  ingressWarnings,
  validateClassAnnotation,
  validateIngress,
  validateIngressStatus,
} from './validation/networking/ingress.ts';
import { allVerbs } from './verbs.ts';

export type * from './networking/types.ts';

const SHOWN = 3;
const noStatus: Ingress['status'] = { loadBalancer: {} };

/** "a.example,b.example,c.example + 1 more..."; "*" when no rule names a host. */
function hosts(rules: readonly IngressRule[] = []): string {
  const named: string[] = [];
  let isMore = false;
  for (const { host } of rules) {
    if (named.length === SHOWN) isMore = true;
    if (!isMore && host) named.push(host);
  }
  if (named.length === 0) return '*';
  const shown = named.join(',');
  return isMore ? `${shown} + ${rules.length - SHOWN} more...` : shown;
}

/** Where it can be reached. */
export function ingressAddress({ status }: Ingress): string {
  const points = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname);
  return [...new Set(points.filter(Boolean))].sort().join(',');
}

const columns: readonly Column<Ingress>[] = [
  nameColumn,
  column('Class', 'Who carries it out.', ({ spec }) => spec.ingressClassName ?? '<none>'),
  column('Hosts', 'Hosts its rules are for.', ({ spec }) => hosts(spec.rules)),
  column('Address', 'Where it can be reached.', ingressAddress),
  column('Ports', 'Ports that are open.', ({ spec }) => (spec.tls?.length ? '80, 443' : '80')),
  ageColumn,
];

export const ingressKind: Kind<Ingress> = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'Ingress',
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.networking.v1.Ingress',
  hasStatus: true,
  hasGeneration: true,
  columns,
  defaults: (ingress) => withDefaults(ingress, { spec: {}, status: noStatus }),
  prepareCreate: (ingress) => firstGeneration({ ...ingress, status: noStatus }),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(next, old), old),
  validate: (ingress) =>
    ingress.metadata.generation === 1 && !ingress.metadata.deletionTimestamp
      ? [...validateIngress(ingress), ...validateClassAnnotation(ingress)]
      : validateIngress(ingress),
  validateStatusUpdate: validateIngressStatus,
  warnings: ingressWarnings,
};
