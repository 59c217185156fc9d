/** Pods run as a ServiceAccount and find its token in a projected volume. Mirrors kubernetes plugin/pkg/admission/serviceaccount. Differs: mountable secrets are never enforced. */
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import type { AdmissionStep, ServerContext } from '../context.ts';
import { type ContainerLike, isPod, type PodLike, type PodSpecLike } from './pod-like.ts';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const MIRROR = 'kubernetes.io/config.mirror';

/** The volume every pod shows in `describe`: token, certificate of the API server, namespace. */
const tokenVolume = (name: string): { readonly name: string } & Record<string, unknown> => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      {
        configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' },
      },
      {
        downwardAPI: {
          items: [
            { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' },
          ],
        },
      },
    ],
  },
});

const mounted = (container: ContainerLike, volume: string): ContainerLike => {
  const mounts = container.volumeMounts ?? [];
  if (mounts.some(({ mountPath }) => mountPath === MOUNT_PATH)) return container;
  const mount = { mountPath: MOUNT_PATH, name: volume, readOnly: true };
  return { ...container, volumeMounts: [...mounts, mount] };
};

function withToken(spec: PodSpecLike, suffix: string): PodSpecLike {
  const existing = spec.volumes?.find(({ name }) => name?.startsWith('kube-api-access-'));
  const name = existing?.name ?? `kube-api-access-${suffix}`;
  const containers = (spec.containers ?? []).map((one) => mounted(one, name));
  const initContainers = spec.initContainers?.map((one) => mounted(one, name));
  const isUnused =
    containers.every((one, at) => one === spec.containers[at]) &&
    (initContainers ?? []).every((one, at) => one === spec.initContainers?.[at]);
  return {
    ...spec,
    containers,
    ...(initContainers ? { initContainers } : {}),
    ...(existing || isUnused ? {} : { volumes: [...(spec.volumes ?? []), tokenVolume(name)] }),
  };
}

interface AccountLike extends KubeObject {
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly automountServiceAccountToken?: boolean;
}

function accountOf(
  server: ServerContext,
  namespace: string,
  name: string,
): AccountLike | undefined {
  const kind = server.kinds.find((one) => one.plural === 'serviceaccounts' && one.group === '');
  return kind && server.store.table(kind).get(namespace, name);
}

export const serviceAccount: AdmissionStep = {
  name: 'ServiceAccount',
  reads: ['serviceaccounts'],
  mutate: (server, kind, object): KubeObject => {
    if (!isPod(kind) || object.metadata.annotations?.[MIRROR]) return object;
    const pod = object as PodLike;
    const name = pod.spec.serviceAccountName || 'default';
    const account = accountOf(server, pod.metadata.namespace ?? '', name);
    const { imagePullSecrets } = account ?? {};
    const named: PodSpecLike = {
      ...pod.spec,
      serviceAccountName: name,
      serviceAccount: name,
      ...(imagePullSecrets?.length && !pod.spec.imagePullSecrets?.length
        ? { imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret.name ?? '' })) }
        : {}),
    };
    const isMounted =
      pod.spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;
    const spec = isMounted ? withToken(named, server.random.suffix(5)) : named;
    return { ...pod, spec } as KubeObject;
  },
  check: (server, kind, object) => {
    if (!isPod(kind) || object.metadata.annotations?.[MIRROR]) return;
    const { metadata, spec } = object as PodLike;
    const { namespace = '', name, generateName } = metadata;
    const account = spec.serviceAccountName || 'default';
    if (accountOf(server, namespace, account)) return;
    const why = `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`;
    throw forbiddenError(kind, name || generateName || '', why);
  },
};
