/** Claims for the ephemeral volumes of pods: made with the pod, gone with it. Mirrors kubernetes pkg/controller/volume/ephemeral/controller.go. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { controllerReference, isControlledBy } from '#apimachinery/owner-references.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { claimNamesOf } from '#resources/storage/pod-claims.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';

type Volume = NonNullable<Pod['spec']['volumes']>[number];

function ensureClaim({ client, recorder }: ControllerDeps, pod: Pod, volume: Volume): void {
  const template = volume.ephemeral?.volumeClaimTemplate;
  if (!template) return;
  const { namespace = '' } = pod.metadata;
  const name = `${pod.metadata.name}-${volume.name}`;
  const existing = client.get(persistentVolumeClaimKind, namespace, name);
  if (existing && !isControlledBy(existing, pod)) {
    const why = `PVC ${namespace}/${name} was not created for pod ${namespace}/${pod.metadata.name} (pod is not owner)`;
    const message = `ephemeral volume ${volume.name}: ${why}`;
    recorder.event(pod, 'Warning', 'FailedBinding', message);
  }
  if (existing) return;
  const { labels, annotations } = template.metadata ?? {};
  client.create(persistentVolumeClaimKind, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace,
      ownerReferences: [controllerReference(pod)],
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
    },
    spec: template.spec,
  });
}

export const ephemeralVolumeController: Controller = {
  name: 'ephemeral-volume-controller',
  start: (deps) => {
    const { client } = deps;
    const queue = startLoop(deps, (key) => {
      const { namespace, name } = splitKey(key);
      const pod = client.get(podKind, namespace, name);
      if (!pod || pod.metadata.deletionTimestamp) return undefined;
      for (const volume of pod.spec.volumes ?? []) ensureClaim(deps, pod, volume);
      return undefined;
    });
    client.watch(podKind, ({ type, object, revision }) => {
      if (type !== 'ADDED' || claimNamesOf(object).length === 0) return;
      if (object.spec.volumes?.some(({ ephemeral }) => ephemeral))
        queue.add(keyOf(object), revision);
    });
  },
};
