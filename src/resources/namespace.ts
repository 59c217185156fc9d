/** Namespace: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import type { Namespace } from './types/namespace.ts';
import { validateNamespace, validateNamespaceUpdate } from './validation/small.ts';

export type * from './types/namespace.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';
const FINALIZER = 'kubernetes';

/** Every namespace carries its own name as a label. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Namespace. */
function defaults(namespace: Namespace): Namespace {
  const next = withDefaults(namespace, { spec: {}, status: { phase: 'Active' } });
  const { metadata } = next;
  if (!metadata.name || metadata.labels?.[NAME_LABEL] === metadata.name) return next;
  const labels = { ...metadata.labels, [NAME_LABEL]: metadata.name };
  return { ...next, metadata: { ...metadata, labels } };
}

/** A new namespace is Active and holds the finalizer that empties it before it goes. */
function prepareCreate(namespace: Namespace): Namespace {
  const asked = namespace.spec.finalizers ?? [];
  const finalizers = asked.includes(FINALIZER) ? asked : [...asked, FINALIZER];
  return { ...namespace, spec: { ...namespace.spec, finalizers }, status: { phase: 'Active' } };
}

const prepareUpdate = (next: Namespace, old: Namespace): Namespace =>
  replaced(
    replaced(next, 'status', old.status),
    'spec',
    replaced(next.spec, 'finalizers', old.spec.finalizers),
  );

export const namespaceKind: Kind<Namespace> = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  categories: [],
  namespaced: false,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  schema: 'io.k8s.api.core.v1.Namespace',
  hasStatus: true,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [
    nameColumn,
    column('Status', 'Active, or Terminating.', ({ status }: Namespace) => status.phase ?? ''),
    ageColumn,
  ],
  fields: { 'status.phase': ({ status }) => status.phase ?? '' },
  defaults,
  prepareCreate,
  prepareUpdate,
  validate: validateNamespace,
  validateUpdate: validateNamespaceUpdate,
  finalizesInSpec: true,
};
