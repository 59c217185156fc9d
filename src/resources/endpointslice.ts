/** EndpointSlice: its names, defaults, validation and columns. */
import { isEqual } from '#apimachinery/equality.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { mapShared, replaced, withDefaults } from './defaults/with-defaults.ts';
import { countGeneration, firstGeneration } from './generation.ts';
import type { EndpointPort, EndpointSlice } from './types/endpointslice.ts';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './validation/endpointslice.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/endpointslice.ts';

/** ["a", "b", "c", "d"] ⇒ "a,b,c + 1 more..."; nothing ⇒ "<unset>" */
function firstThree(list: readonly string[]): string {
  if (list.length === 0) return '<unset>';
  const shown = list.slice(0, 3).join(',');
  return list.length > 3 ? `${shown} + ${list.length - 3} more...` : shown;
}

const portText = ({ port, name }: EndpointPort): string => `${port ?? name ?? '*'}`;

/** Mirrors kubernetes pkg/apis/discovery/v1/defaults.go SetDefaults_EndpointPort. */
function defaultPort(port: EndpointPort): EndpointPort {
  const named = port.name === undefined ? { ...port, name: '' } : port;
  return withDefaults(named, { protocol: 'TCP' });
}

const hasChanged = (next: EndpointSlice, old: EndpointSlice): boolean =>
  next.addressType !== old.addressType ||
  !isEqual(next.endpoints, old.endpoints) ||
  !isEqual(next.ports, old.ports) ||
  !isEqual(next.metadata.labels ?? {}, old.metadata.labels ?? {});

export const endpointSliceKind: Kind<EndpointSlice> = {
  group: 'discovery.k8s.io',
  version: 'v1',
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.discovery.v1.EndpointSlice',
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    column('AddressType', 'IPv4, IPv6 or FQDN.', ({ addressType }: EndpointSlice) => addressType),
    column('Ports', 'Ports of every endpoint.', ({ ports }: EndpointSlice) =>
      firstThree((ports ?? []).map(portText)),
    ),
    column('Endpoints', 'Addresses behind it.', ({ endpoints }: EndpointSlice) =>
      firstThree((endpoints ?? []).flatMap(({ addresses }) => addresses)),
    ),
    ageColumn,
  ],
  defaults: (slice) => {
    const ports = slice.ports?.length ? mapShared(slice.ports, defaultPort) : null;
    const endpoints = slice.endpoints?.length ? slice.endpoints : null;
    return replaced(replaced(slice, 'endpoints', endpoints), 'ports', ports);
  },
  prepareCreate: firstGeneration,
  prepareUpdate: (next, old) => countGeneration(next, old, hasChanged(next, old)),
  validate: validateEndpointSlice,
  validateUpdate: validateEndpointSliceUpdate,
};
