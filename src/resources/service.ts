/** Service: its names, defaults, validation and columns. */
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import { keepStatus } from './generation.ts';
import { allocate, serviceBlocks } from './services/allocate.ts';
import { serviceColumns } from './services/columns.ts';
import { defaultService } from './services/defaults.ts';
import { keepAllocations } from './services/prepare-update.ts';
import type { Service, ServiceStatus } from './services/types.ts';
import { serviceWarnings } from './services/warnings.ts';
import { validateService, validateServiceUpdate } from './validation/service.ts';
import { allVerbs } from './verbs.ts';

export type { Service, ServiceSpec } from './services/types.ts';

const noStatus: ServiceStatus = { loadBalancer: {} };

const othersOf = (context: KindContext): readonly Service[] =>
  context.stored(serviceKind) as readonly Service[];

function prepareUpdate(next: Service, old: Service, context: KindContext): Service {
  const spec = keepAllocations(next.spec, old.spec);
  const kept = keepStatus(spec === next.spec ? next : { ...next, spec }, old);
  const settled =
    spec.type !== 'LoadBalancer' && kept.status.loadBalancer?.ingress
      ? { ...kept, status: noStatus }
      : kept;
  return allocate(settled, context, serviceKind);
}

export const serviceKind: Kind<Service> = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.Service',
  hasStatus: true,
  hasGeneration: false,
  returnsDeleted: true,
  columns: serviceColumns,
  fields: {
    'spec.clusterIP': ({ spec }) => spec.clusterIP ?? '',
    'spec.type': ({ spec }) => spec.type ?? '',
  },
  defaults: defaultService,
  prepareCreate: (service, context) =>
    allocate({ ...service, status: noStatus }, context, serviceKind),
  prepareUpdate,
  validate: (service, context) =>
    validateService(service, othersOf(context), serviceBlocks(context)),
  validateUpdate: (next, old, context) =>
    validateServiceUpdate(next, old, othersOf(context), serviceBlocks(context)),
  warnings: serviceWarnings,
};
