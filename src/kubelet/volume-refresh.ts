/** Brings mounted ConfigMaps and Secrets up to date in running containers, as the kubelet's syncs do. Mirrors kubernetes pkg/kubelet/volumemanager reconciler remount. */
import { configMapKind } from '#resources/configmap.ts';
import type { Pod } from '#resources/pod.ts';
import { secretKind } from '#resources/secret.ts';
import type { ContainerRecord } from './container.ts';
import { filesOfRun, volumeSource } from './container-world.ts';
import type { NodeRuntime } from './node-runtime.ts';
import type { PodContext } from './pod-context.ts';
import { mountedObjects, refreshFiles } from './volumes.ts';

/** A pod is synced once a minute, with some jitter; what it mounts is looked at then. */
const SYNC_MS = 60_000;
const JITTER_MS = 30_000;

interface Mounter {
  readonly pod: Pod;
  readonly records: readonly ContainerRecord[];
  context(): PodContext;
}

function refresh(worker: Mounter): void {
  const source = volumeSource(worker.context());
  for (const { run, spec } of worker.records) {
    const files = run?.state === 'running' ? filesOfRun(run) : undefined;
    if (files) refreshFiles(files, spec, source);
  }
}

/** Watches what pods mount; gives the unsubscribe. */
export function watchSources(node: NodeRuntime, workers: ReadonlyMap<string, Mounter>): () => void {
  const { client, clock, random } = node;
  const onChange = (key: string): void => {
    for (const [uid, worker] of workers) {
      if (!mountedObjects(worker.pod).includes(key)) continue;
      const delayMs = SYNC_MS + random.integer(JITTER_MS);
      clock.after(delayMs, () => {
        const found = workers.get(uid);
        if (found) refresh(found);
      });
    }
  };
  const stopMaps = client.watch(configMapKind, ({ object: { metadata }, previous }) => {
    if (previous) onChange(`configmap/${metadata.namespace ?? ''}/${metadata.name}`);
  });
  const stopSecrets = client.watch(secretKind, ({ object: { metadata }, previous }) => {
    if (previous) onChange(`secret/${metadata.namespace ?? ''}/${metadata.name}`);
  });
  return () => {
    stopMaps();
    stopSecrets();
  };
}
