/** Who a container's process is, and whether it may be that. Mirrors kubernetes pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot. */
import type { Pod } from '#resources/pod.ts';
import type { ContainerSpec } from './container-spec.ts';

/** `status.containerStatuses[].user`. */
export interface ContainerUser {
  readonly linux: {
    readonly gid: number;
    readonly supplementalGroups: readonly number[];
    readonly uid: number;
  };
}

/** Process 1 of every image here is root. */
const ROOT: ContainerUser = { linux: { gid: 0, supplementalGroups: [0], uid: 0 } };

/** Who a container runs as: its own security context before its pod's before its image's. */
export function userOf(spec: ContainerSpec, pod: Pod): ContainerUser {
  const own = spec.securityContext;
  const shared = pod.spec.securityContext;
  if (!own && !shared) return ROOT;
  const uid = own?.runAsUser ?? shared?.runAsUser ?? 0;
  const gid = own?.runAsGroup ?? shared?.runAsGroup ?? 0;
  const { fsGroup, supplementalGroups = [] } = shared ?? {};
  const groups = new Set([gid, ...(fsGroup === undefined ? [] : [fsGroup]), ...supplementalGroups]);
  return { linux: { gid, supplementalGroups: [...groups].sort((a, b) => a - b), uid } };
}

/** Why it may not run as who it would be; undefined when it may. `who`: the pod as the kubelet prints it. */
export function runAsError(spec: ContainerSpec, pod: Pod, who: string): string | undefined {
  const own = spec.securityContext;
  const shared = pod.spec.securityContext;
  if (!(own?.runAsNonRoot ?? shared?.runAsNonRoot)) return undefined;
  const uid = own?.runAsUser ?? shared?.runAsUser;
  const whom = `(pod: ${JSON.stringify(who)}, container: ${spec.name})`;
  if (uid === undefined) return `container has runAsNonRoot and image will run as root ${whom}`;
  return uid === 0 ? `container's runAsUser breaks non-root policy ${whom}` : undefined;
}
