/** Fields in which `$(NAME)` is replaced. Mirrors api internal/konfig/builtinpluginconsts/varreference.go. */
import type { FieldSpec } from '../field-spec.ts';

const inContainers = ['args', 'command', 'env/value', 'volumeMounts/mountPath'].flatMap((leaf) => [
  `containers/${leaf}`,
  `initContainers/${leaf}`,
]);

const podFields = (kind: string, base: string): readonly FieldSpec[] =>
  [...inContainers, 'volumes/nfs/server'].map((path) => ({ kind, path: `${base}${path}` }));

const places: readonly (readonly [string, string])[] = [
  ['StatefulSet', 'spec/volumeClaimTemplates/spec/nfs/server'],
  ['Deployment', 'spec/template/metadata/annotations'],
  ['Ingress', 'spec/rules/host'],
  ['Ingress', 'spec/tls/hosts'],
  ['Ingress', 'spec/tls/secretName'],
  ['Service', 'spec/ports/port'],
  ['Service', 'spec/ports/targetPort'],
  ['PersistentVolume', 'spec/nfs/server'],
];

export const varReferences: readonly FieldSpec[] = [
  ...podFields('CronJob', 'spec/jobTemplate/spec/template/spec/'),
  ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet'].flatMap((kind) =>
    podFields(kind, 'spec/template/spec/'),
  ),
  ...podFields('Pod', 'spec/'),
  ...places.map(([kind, path]) => ({ kind, path })),
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
];
