/** Nothing is made in a namespace that doesn't exist or is going; the first namespaces can't go. Mirrors apiserver pkg/admission/plugin/namespace/lifecycle. */
import { forbiddenError, notFoundError, StatusError } from '#apimachinery/status.ts';
import type { AdmissionStep } from '../context.ts';

const IMMORTAL = ['default', 'kube-system', 'kube-public'];
const NAMESPACES = { group: '', plural: 'namespaces' };

export const namespaceLifecycle: AdmissionStep = {
  name: 'NamespaceLifecycle',
  check: ({ store, kinds }, kind, object) => {
    const name = object.metadata.namespace;
    const namespaces = kinds.find(({ plural, group }) => plural === 'namespaces' && group === '');
    if (!kind.namespaced || !name || !namespaces) return;
    const namespace = store.table(namespaces).get('', name);
    if (!namespace) throw notFoundError(NAMESPACES, name);
    if (!namespace.metadata.deletionTimestamp) return;
    const why = `unable to create new content in namespace ${name} because it is being terminated`;
    const refusal = forbiddenError(kind, object.metadata.name, why);
    throw new StatusError(refusal.code, refusal.reason, refusal.message, {
      ...refusal.status.details,
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${name} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    });
  },
  checkDelete: (_server, kind, { metadata }) => {
    if (kind.plural !== 'namespaces' || kind.group !== '') return;
    if (!IMMORTAL.includes(metadata.name)) return;
    throw forbiddenError(NAMESPACES, metadata.name, 'this namespace may not be deleted');
  },
};
