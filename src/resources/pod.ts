/** Pod: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { defaultOwnPodSpec } from './defaults/pod-spec.ts';
import { replaced } from './defaults/with-defaults.ts';
import { podColumns } from './pods/columns.ts';
import { podGraceSeconds } from './pods/grace-seconds.ts';
import { podParts } from './pods/parts.ts';
import { preparePod, preparePodUpdate } from './pods/prepare.ts';
import type { Pod } from './pods/types.ts';
import { nameWarnings, podSpecWarnings } from './pods/warnings.ts';
import { validatePod } from './validation/pod.ts';
import { preparePodStatusUpdate, validatePodStatusUpdate } from './validation/pod-status.ts';
import { validatePodUpdate } from './validation/pod-update.ts';
import { allVerbs } from './verbs.ts';

export type * from './pods/types.ts';

export const podKind: Kind<Pod> = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.Pod',
  hasStatus: true,
  hasGeneration: true,
  returnsDeleted: true,
  columns: podColumns,
  fields: {
    'spec.nodeName': ({ spec }) => spec.nodeName ?? '',
    'spec.restartPolicy': ({ spec }) => spec.restartPolicy ?? '',
    'spec.schedulerName': ({ spec }) => spec.schedulerName ?? '',
    'spec.serviceAccountName': ({ spec }) => spec.serviceAccountName ?? '',
    'spec.hostNetwork': ({ spec }) => String(spec.hostNetwork ?? false),
    'status.phase': ({ status }) => status.phase ?? '',
    'status.podIP': ({ status }) => status.podIPs?.[0]?.ip ?? '',
    'status.podIPs': ({ status }) => status.podIPs?.[0]?.ip ?? '',
    'status.nominatedNodeName': ({ status }) => status.nominatedNodeName ?? '',
  },
  defaults: (pod) => replaced(pod, 'spec', defaultOwnPodSpec(pod.spec ?? { containers: [] })),
  prepareCreate: preparePod,
  prepareUpdate: preparePodUpdate,
  validate: validatePod,
  validateUpdate: validatePodUpdate,
  judgesUpdateAlone: true,
  prepareStatusUpdate: preparePodStatusUpdate,
  validateStatusUpdate: validatePodStatusUpdate,
  parts: podParts,
  warnings: ({ metadata, spec }) => [
    ...nameWarnings(metadata.name, "the Pod's hostname"),
    ...podSpecWarnings('spec.', spec),
  ],
  graceSeconds: podGraceSeconds,
};
