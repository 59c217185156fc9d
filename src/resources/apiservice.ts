/** APIService: its names, defaults, validation and columns. Differs: requests are never sent on to a Service. */
import { invalid, required } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import type { FlowCondition } from './types/flowcontrol.ts';
import { type FieldErrors, none } from './validation/fields.ts';
import { subdomainName, validateMetadata } from './validation/metadata.ts';
import { allVerbs } from './verbs.ts';

export interface ApiService extends KubeObject {
  readonly spec: {
    readonly group?: string;
    readonly version?: string;
    readonly groupPriorityMinimum?: number;
    readonly versionPriority?: number;
    readonly service?: {
      readonly name?: string;
      readonly namespace?: string;
      readonly port?: number;
    };
    readonly insecureSkipTLSVerify?: boolean;
  };
  readonly status?: { readonly conditions?: readonly FlowCondition[] };
}

/** Mirrors kube-aggregator pkg/apis/apiregistration/validation/validation.go ValidateAPIService. */
function validate({ metadata, spec }: ApiService): FieldErrors {
  const { group = '', version = '', groupPriorityMinimum = 0, versionPriority = 0 } = spec;
  const name = `${version}.${group}`;
  const given = metadata.name;
  const other = '`spec.version+"."+spec.group`';
  const within = (field: string, value: number, limit: number): FieldErrors =>
    value <= 0 || value > limit
      ? [invalid(field, value, `must be positive and less than ${limit}`)]
      : none;
  return [
    ...(group ? validateMetadata(metadata, false, subdomainName) : none),
    ...(given === name
      ? none
      : [invalid('metadata.name', given, `must be ${other}: ${JSON.stringify(name)}`)]),
    ...(version ? none : [required('spec.version')]),
    ...within('spec.groupPriorityMinimum', groupPriorityMinimum, 20_000),
    ...within('spec.versionPriority', versionPriority, 1000),
  ];
}

const serviceText = ({ spec: { service } }: ApiService): string =>
  service ? `${service.namespace ?? ''}/${service.name ?? ''}` : 'Local';

/** `False (ServiceNotFound)` Mirrors kube-aggregator pkg/registry/apiservice/etcd. */
function available({ status }: ApiService): string {
  const found = status?.conditions?.find(({ type }) => type === 'Available');
  if (!found) return 'Unknown';
  return found.status === 'True' ? found.status : `${found.status} (${found.reason ?? ''})`;
}

export const apiServiceKind: Kind<ApiService> = {
  group: 'apiregistration.k8s.io',
  version: 'v1',
  kind: 'APIService',
  plural: 'apiservices',
  singular: 'apiservice',
  shortNames: [],
  categories: ['api-extensions'],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIService',
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    column('Service', 'Who serves the version.', serviceText),
    column('Available', 'Whether it can be reached.', available),
    ageColumn,
  ],
  defaults: (object) => {
    const spec = object.spec ?? {};
    const service = spec.service && withDefaults(spec.service, { port: 443 });
    return replaced(object, 'spec', replaced(spec, 'service', service));
  },
  prepareCreate: (object) => ({ ...object, status: {} }),
  prepareUpdate: (next, old) => replaced(next, 'status', old.status),
  validate,
};
