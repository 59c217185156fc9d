/** Which pods use which claims. */

import type { KubeObject } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { claimNamesOf } from '#resources/storage/pod-claims.ts';

/** Pods by the claims they use; kept up to date from events. */
export interface PodClaims {
  /** The pods that use the claim "default/data", finished ones too. */
  podsOf(claimKey: string): readonly Pod[];
}

interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly pod: Pod;
  readonly previous: Pod | undefined;
  readonly claimKeys: readonly string[];
  readonly revision: number;
}

/**
 * Looks at pods from now on, and calls `onChange` for each change of a pod that uses claims. Start it
 * with the first claim: before, no pod costs anything.
 */
export function watchPodClaims(client: Client, onChange: (change: Change) => void): PodClaims {
  const users = new Map<string, Map<string, Pod>>();
  const keysOf = (pod: Pod): readonly string[] =>
    claimNamesOf(pod).map((name) => `${pod.metadata.namespace}/${name}`);

  const note = (pod: Pod, key: string): void => {
    const known = users.get(key) ?? new Map<string, Pod>();
    known.set(pod.metadata.uid, pod);
    users.set(key, known);
  };
  const drop = ({ metadata }: KubeObject, key: string): void => {
    const known = users.get(key);
    known?.delete(metadata.uid);
    if (known?.size === 0) users.delete(key);
  };

  for (const pod of client.list(podKind)) for (const key of keysOf(pod)) note(pod, key);
  client.watch(podKind, ({ type, object, previous, revision }) => {
    const claimKeys = keysOf(object);
    if (claimKeys.length === 0) return;
    for (const key of claimKeys) {
      if (type === 'DELETED') drop(object, key);
      else note(object, key);
    }
    onChange({ type, pod: object, previous, claimKeys, revision });
  });
  return { podsOf: (key) => [...(users.get(key)?.values() ?? [])] };
}
