/** Endpoints: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { mapShared, replaced, withDefaults } from './defaults/with-defaults.ts';
import type { Endpoints } from './types/endpoints.ts';
import { validateEndpoints } from './validation/endpoints.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/endpoints.ts';

const SHOWN = 3;

const withPort = (ip: string, port: number): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

/** `10.244.1.2:80,10.244.2.3:80,10.244.3.4:80 + 2 more...` */
function addresses({ subsets = [] }: Endpoints): string {
  if (subsets.length === 0) return '<none>';
  const all = subsets.flatMap(({ addresses: ready = [], ports = [] }) =>
    ports.length === 0
      ? ready.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => ready.map(({ ip }) => withPort(ip, port))),
  );
  const shown = all.slice(0, SHOWN).join(',');
  return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown;
}

/** Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Endpoints. */
const defaults = (endpoints: Endpoints): Endpoints =>
  replaced(
    endpoints,
    'subsets',
    mapShared(endpoints.subsets, (subset) =>
      replaced(
        subset,
        'ports',
        mapShared(subset.ports, (port) => withDefaults(port, { protocol: 'TCP' })),
      ),
    ),
  );

export const endpointsKind: Kind<Endpoints> = {
  group: '',
  version: 'v1',
  kind: 'Endpoints',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.Endpoints',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, column('Endpoints', 'Where it leads.', addresses), ageColumn],
  defaults,
  validate: validateEndpoints,
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
};
