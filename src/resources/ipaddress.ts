/** IPAddress: an address that somebody holds. Its names, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { column, nameColumn } from './columns.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import type { IpAddress } from './networking/types.ts';
import { validateIpAddress, validateIpAddressUpdate } from './validation/networking/addresses.ts';
import { allVerbs } from './verbs.ts';

export type { IpAddress } from './networking/types.ts';

/** `services/default/kubernetes` */
function parent({ spec: { parentRef } }: IpAddress): string {
  if (!parentRef) return '<none>';
  const { group, resource, namespace, name } = parentRef;
  const kind = (group ? `${resource}.${group}` : resource).toLowerCase();
  return [kind, namespace, name].filter(Boolean).join('/');
}

export const ipAddressKind: Kind<IpAddress> = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'IPAddress',
  plural: 'ipaddresses',
  singular: 'ipaddress',
  shortNames: ['ip'],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.networking.v1.IPAddress',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, column('ParentRef', 'Who holds it.', parent)],
  fields: {
    'spec.parentRef.resource': ({ spec }) => spec.parentRef?.resource ?? '',
  },
  defaults: (address) => withDefaults(address, { spec: {} }),
  validate: validateIpAddress,
  validateUpdate: validateIpAddressUpdate,
};
