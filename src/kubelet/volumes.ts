/** Volumes made of ConfigMaps and Secrets: whether they can be mounted, and the files they show. */
import type { Client } from '#client/client.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerSpec } from './container.ts';
import { configMapData, secretData } from './environment.ts';

interface Source {
  readonly data: Readonly<Record<string, string>> | undefined;
  readonly what: string;
  readonly items: readonly { readonly key: string; readonly path: string }[] | undefined;
  readonly optional: boolean;
}

type Volume = NonNullable<Pod['spec']['volumes']>[number];

function sourceOf(volume: Volume, client: Client, namespace: string): Source | undefined {
  const { configMap, secret } = volume;
  if (configMap) {
    const name = configMap.name ?? '';
    return {
      data: configMapData(client, namespace, name),
      what: `configmap "${name}"`,
      items: configMap.items,
      optional: configMap.optional === true,
    };
  }
  if (!secret) return undefined;
  const name = secret.secretName ?? '';
  return {
    data: secretData(client, namespace, name),
    what: `secret "${name}"`,
    items: secret.items,
    optional: secret.optional === true,
  };
}

/** Whether a pod has volumes that depend on other objects at all. */
export const hasMountedSources = (pod: Pod): boolean =>
  pod.spec.volumes?.some(({ configMap, secret }) => configMap || secret) ?? false;

/** The message of the FailedMount event, or undefined when all volumes can be mounted. */
export function mountError(pod: Pod, client: Client): string | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const source = sourceOf(volume, client, pod.metadata.namespace ?? '');
    if (!source || source.data || source.optional) continue;
    return `MountVolume.SetUp failed for volume "${volume.name}" : ${source.what} not found`;
  }
  return undefined;
}

/** The files a container finds under its mount paths. */
export function mountedFiles(
  pod: Pod,
  container: ContainerSpec,
  client: Client,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name, mountPath, subPath } of container.volumeMounts ?? []) {
    const volume = pod.spec.volumes?.find((candidate) => candidate.name === name);
    const source = volume && sourceOf(volume, client, pod.metadata.namespace ?? '');
    const data = source?.data ?? {};
    const items = source?.items ?? Object.keys(data).map((key) => ({ key, path: key }));
    for (const { key, path } of items) {
      const text = data[key];
      if (text === undefined) continue;
      if (subPath === undefined) files.set(`${mountPath.replace(/\/$/, '')}/${path}`, text);
      else if (subPath === path) files.set(mountPath, text);
    }
  }
  return files;
}
