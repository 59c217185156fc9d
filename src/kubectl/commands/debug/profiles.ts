/** What each `--profile` makes of the debugging container and its pod. Mirrors kubectl pkg/cmd/debug/profiles.go. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import type { Pod, PodSpec } from '#resources/pod.ts';

export type Container = Immutable<v1.Container>;

const NAMES = ['legacy', 'general', 'baseline', 'restricted', 'netadmin', 'sysadmin'] as const;
export type ProfileName = (typeof NAMES)[number];
export const isProfile = (name: string): name is ProfileName =>
  (NAMES as readonly string[]).includes(name);

/** How is debugged: in the pod itself, in a copy of it, on a node. */
export type DebugStyle = 'ephemeral' | 'copy' | 'node';

/** What a copy keeps of its original (`--keep-…`). */
export interface KeepFlags {
  readonly labels: boolean;
  readonly annotations: boolean;
  readonly liveness: boolean;
  readonly readiness: boolean;
  readonly startup: boolean;
  readonly initContainers: boolean;
}

export interface ProfileInput {
  readonly profile: ProfileName;
  readonly style: DebugStyle;
  readonly container: string;
  readonly keep: KeepFlags;
}

type Security = NonNullable<Container['securityContext']>;
type Draft = Pick<Pod, 'metadata' | 'spec'>;

/** A pod with one of its containers, of whatever sort, changed: the first of that name. */
function changeContainer<T extends Draft>(
  pod: T,
  name: string,
  change: (container: Container) => Container,
): T {
  let isDone = false;
  const each = <C extends { readonly name: string }>(list: readonly C[] | undefined) =>
    list?.map((one) => {
      if (isDone || one.name !== name) return one;
      isDone = true;
      return change(one as unknown as Container) as unknown as C;
    });
  const { containers, initContainers, ephemeralContainers } = pod.spec;
  const lists = {
    containers: each(containers) ?? [],
    ...(initContainers ? { initContainers: each(initContainers) ?? [] } : {}),
    ...(ephemeralContainers ? { ephemeralContainers: each(ephemeralContainers) ?? [] } : {}),
  };
  return { ...pod, spec: { ...pod.spec, ...lists } as PodSpec };
}

/** Without what is null: `{ securityContext: undefined }` takes the context away. */
const without = <T extends object>(object: T, ...keys: readonly (keyof T)[]): T =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key as keyof T))) as T;

const secured =
  (change: (security: Security) => Security) =>
  (container: Container): Container => ({
    ...container,
    securityContext: change(container.securityContext ?? {}),
  });

const withCapabilities = (...names: readonly string[]) =>
  secured((security) => ({
    ...security,
    capabilities: {
      ...security.capabilities,
      add: [...(security.capabilities?.add ?? []), ...names],
    },
  }));

const cleared = (container: Container): Container => without(container, 'securityContext');

const restricted = (container: Container): Container => ({
  ...container,
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
});

/** What a profile does to the container, whatever the style; `general` has a say of its own. */
const SECURITY: Readonly<Record<ProfileName, (container: Container) => Container>> = {
  legacy: (container) => container,
  general: withCapabilities('SYS_PTRACE'),
  baseline: cleared,
  restricted: (container) => restricted(cleared(container)),
  netadmin: withCapabilities('NET_ADMIN', 'NET_RAW'),
  sysadmin: secured((security) => ({ ...security, privileged: true })),
};

function withHostRoot<T extends Draft>(pod: T, name: string): T {
  const mounted = changeContainer(pod, name, (container) => ({
    ...container,
    volumeMounts: [...(container.volumeMounts ?? []), { mountPath: '/host', name: 'host-root' }],
  }));
  const volume = { name: 'host-root', hostPath: { path: '/' } };
  const { spec } = mounted;
  return { ...mounted, spec: { ...spec, volumes: [...(spec.volumes ?? []), volume] } };
}

const withHostNamespaces = <T extends Draft>(pod: T): T => ({
  ...pod,
  spec: { ...pod.spec, hostNetwork: true, hostPID: true, hostIPC: true },
});

/** A copy without what it is not to keep. */
function stripped<T extends Draft>(pod: T, keep: KeepFlags): T {
  const { metadata, spec } = pod;
  const containers = spec.containers.map((container) =>
    without(
      container,
      ...(keep.liveness ? [] : (['livenessProbe'] as const)),
      ...(keep.readiness ? [] : (['readinessProbe'] as const)),
      ...(keep.startup ? [] : (['startupProbe'] as const)),
    ),
  );
  const kept = without(
    metadata,
    ...(keep.labels ? [] : (['labels'] as const)),
    ...(keep.annotations ? [] : (['annotations'] as const)),
  );
  const rest = keep.initContainers ? spec : without(spec, 'initContainers');
  return { ...pod, metadata: kept, spec: { ...rest, containers } };
}

const sharing = <T extends Draft>(pod: T): T => ({
  ...pod,
  spec: { ...pod.spec, shareProcessNamespace: pod.spec.shareProcessNamespace ?? true },
});

const ON_NODE: Readonly<Record<ProfileName, { readonly root: boolean; readonly host: boolean }>> = {
  legacy: { root: true, host: true },
  general: { root: true, host: true },
  baseline: { root: false, host: false },
  restricted: { root: false, host: false },
  netadmin: { root: false, host: true },
  sysadmin: { root: true, host: true },
};

function onNode<T extends Draft>(pod: T, { profile, container }: ProfileInput): T {
  const { root, host } = ON_NODE[profile];
  const rooted = root ? withHostRoot(pod, container) : pod;
  const change = profile === 'general' ? cleared : SECURITY[profile];
  const secure = changeContainer(rooted, container, change);
  return host ? withHostNamespaces(secure) : secure;
}

/** The pod with its debugging container as the profile wants them. */
export function withProfile<T extends Draft>(pod: T, input: ProfileInput): T {
  const { profile, style, container, keep } = input;
  if (style === 'node') return onNode(pod, input);
  const secure = changeContainer(pod, container, SECURITY[profile]);
  if (style === 'ephemeral') return secure;
  if (profile === 'legacy') return { ...secure, metadata: without(secure.metadata, 'labels') };
  return sharing(stripped(secure, keep));
}
