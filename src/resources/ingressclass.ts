/** IngressClass: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration } from './generation.ts';
import type { IngressClass } from './networking/types.ts';
import {
  validateIngressClass,
  validateIngressClassUpdate,
} from './validation/networking/ingress-class.ts';
import { allVerbs } from './verbs.ts';

export type { IngressClass } from './networking/types.ts';

/** `IngressParameters.example.com/external` */
function parameters({ spec }: IngressClass): string {
  if (!spec.parameters) return '<none>';
  const { kind, apiGroup, name } = spec.parameters;
  return `${apiGroup === undefined ? kind : `${kind}.${apiGroup}`}/${name}`;
}

/** Mirrors kubernetes pkg/apis/networking/v1/defaults.go SetDefaults_IngressClass. */
function defaults(ingressClass: IngressClass): IngressClass {
  const next = withDefaults(ingressClass, { spec: {} });
  const { spec } = next;
  if (!spec.parameters) return next;
  const scoped = withDefaults(spec.parameters, { scope: 'Cluster' });
  return replaced(next, 'spec', replaced(spec, 'parameters', scoped));
}

export const ingressClassKind: Kind<IngressClass> = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'IngressClass',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.networking.v1.IngressClass',
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    column('Controller', 'Who carries out its Ingresses.', ({ spec }) => spec.controller ?? ''),
    column('Parameters', 'Where more is said.', parameters),
    ageColumn,
  ],
  defaults,
  prepareCreate: firstGeneration,
  prepareUpdate: countSpecChanges,
  validate: validateIngressClass,
  validateUpdate: validateIngressClassUpdate,
};
