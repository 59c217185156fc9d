/** Volumes made of other objects: whether they can be mounted, and the files they show. Mirrors kubernetes pkg/volume/{configmap,secret,projected,downwardapi}. */

import type { Client } from '#client/client.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerSpec } from './container-spec.ts';
import { fieldValue, type PodAddresses, type ResourceField, resourceValue } from './downward.ts';
import { configMapData, secretData } from './environment.ts';
import { hostFiles } from './host-files.ts';

type Volume = NonNullable<Pod['spec']['volumes']>[number];
type Item = { readonly key: string; readonly path: string };

/** Where volumes get their content from. */
export interface VolumeSource {
  readonly client: Client;
  readonly pod: Pod;
  readonly addresses: PodAddresses;
  /** A token of the pod's ServiceAccount; without it there is none. */
  readonly token?: ((pod: Pod) => string | undefined) | undefined;
}

/** The files of a volume by their paths in it, or why there are none. */
type Content =
  | { readonly files: ReadonlyMap<string, string>; readonly error?: never }
  | { readonly error: string; readonly files?: never };

const NO_FILES: ReadonlyMap<string, string> = new Map();

/** A whole object's data, or the keys that are asked for. */
function contentOf(
  kind: 'configmap' | 'secret',
  data: Readonly<Record<string, string>> | undefined,
  name: string,
  { items, optional }: { readonly items?: readonly Item[]; readonly optional?: boolean },
): Content {
  if (!data) return optional ? { files: NO_FILES } : { error: `${kind} "${name}" not found` };
  if (!items?.length) return { files: new Map(Object.entries(data)) };
  const files = new Map<string, string>();
  for (const { key, path } of items) {
    const text = data[key];
    if (text !== undefined) files.set(path, text);
    else if (!optional) {
      return {
        error:
          kind === 'configmap'
            ? `configmap references non-existent config key: ${key}`
            : `references non-existent secret key: ${key}`,
      };
    }
  }
  return { files };
}

interface DownwardItem {
  readonly path: string;
  readonly fieldRef?: { readonly fieldPath: string };
  readonly resourceFieldRef?: ResourceField;
}

function downward(items: readonly DownwardItem[] | undefined, source: VolumeSource): Content {
  const { client, pod, addresses } = source;
  const files = new Map<string, string>();
  for (const { path, fieldRef, resourceFieldRef } of items ?? []) {
    if (fieldRef) files.set(path, fieldValue(fieldRef.fieldPath, pod, addresses));
    else if (resourceFieldRef) {
      const node: Node | undefined = client.get(nodeKind, '', pod.spec.nodeName ?? '');
      const { allocatable = {} } = node?.status ?? {};
      files.set(path, resourceValue(resourceFieldRef, pod, undefined, allocatable));
    }
  }
  return { files };
}

type Projection = NonNullable<NonNullable<Volume['projected']>['sources']>[number];

function projectionContent(projection: Projection, source: VolumeSource): Content {
  const { client, pod } = source;
  const namespace = pod.metadata.namespace ?? '';
  const { configMap, secret, downwardAPI, serviceAccountToken } = projection;
  if (configMap) {
    const name = configMap.name ?? '';
    return contentOf('configmap', configMapData(client, namespace, name), name, configMap);
  }
  if (secret) {
    const name = secret.name ?? '';
    return contentOf('secret', secretData(client, namespace, name), name, secret);
  }
  if (downwardAPI) return downward(downwardAPI.items, source);
  const token = serviceAccountToken && source.token?.(pod);
  return { files: token ? new Map([[serviceAccountToken.path, token]]) : NO_FILES };
}

function volumeContent(volume: Volume, source: VolumeSource): Content {
  const { client, pod } = source;
  const namespace = pod.metadata.namespace ?? '';
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap) {
    const name = configMap.name ?? '';
    return contentOf('configmap', configMapData(client, namespace, name), name, configMap);
  }
  if (secret) {
    const name = secret.secretName ?? '';
    return contentOf('secret', secretData(client, namespace, name), name, secret);
  }
  if (downwardAPI) return downward(downwardAPI.items, source);
  const files = new Map<string, string>();
  const errors: string[] = [];
  for (const projection of projected?.sources ?? []) {
    const content = projectionContent(projection, source);
    if (content.files) for (const [path, text] of content.files) files.set(path, text);
    else errors.push(content.error);
  }
  if (errors.length === 0) return { files };
  return { error: errors.length === 1 ? (errors[0] ?? '') : `[${errors.join(', ')}]` };
}

/** Every pod has the volume with its token; it can always be mounted. */
const isOwn = ({ name, projected }: Volume): boolean =>
  projected !== undefined && name.startsWith('kube-api-access-');

const isMade = (volume: Volume): boolean =>
  Boolean(volume.configMap ?? volume.secret ?? volume.projected ?? volume.downwardAPI);

const isClaimed = (volume: Volume): boolean =>
  Boolean(volume.persistentVolumeClaim ?? volume.ephemeral);

/** Whether a pod has volumes that depend on other objects at all. */
export const hasMountedSources = (pod: Pod): boolean =>
  pod.spec.volumes?.some((volume) => isClaimed(volume) || (isMade(volume) && !isOwn(volume))) ??
  false;

/** The message of the FailedMount event, or undefined when all volumes can be mounted. */
export function mountError(source: VolumeSource): string | undefined {
  for (const volume of source.pod.spec.volumes ?? []) {
    if (!isMade(volume) || isOwn(volume)) continue;
    const { error } = volumeContent(volume, source);
    if (error !== undefined)
      return `MountVolume.SetUp failed for volume "${volume.name}" : ${error}`;
  }
  return undefined;
}

interface Mounted {
  readonly path: string;
  readonly text: string;
  /** A file under a subPath stays as it was when the container began. */
  readonly isFixed: boolean;
}

function shownIn(volume: Volume, source: VolumeSource): ReadonlyMap<string, string> {
  if (isMade(volume)) return volumeContent(volume, source).files ?? NO_FILES;
  if (!volume.hostPath) return NO_FILES;
  const { client, pod } = source;
  return hostFiles(client.get(nodeKind, '', pod.spec.nodeName ?? ''), volume.hostPath.path);
}

function* filesOf(container: ContainerSpec, source: VolumeSource): Generator<Mounted> {
  for (const { name, mountPath, subPath } of container.volumeMounts ?? []) {
    const volume = source.pod.spec.volumes?.find((candidate) => candidate.name === name);
    for (const [path, text] of volume ? shownIn(volume, source) : NO_FILES) {
      if (!subPath) yield { path: `${mountPath.replace(/\/$/, '')}/${path}`, text, isFixed: false };
      else if (subPath === path) yield { path: mountPath, text, isFixed: true };
    }
  }
}

/** The files a container finds under its mount paths. */
export function mountedFiles(container: ContainerSpec, source: VolumeSource): Map<string, string> {
  const files = new Map<string, string>();
  for (const { path, text } of filesOf(container, source)) files.set(path, text);
  return files;
}

/** Brings the files of a running container up to date with the objects they are made of. */
export function refreshFiles(
  files: Map<string, string>,
  container: ContainerSpec,
  source: VolumeSource,
): void {
  for (const { path, text, isFixed } of filesOf(container, source)) {
    if (!isFixed) files.set(path, text);
  }
}

/** "configmap/default/web", for each object a pod's volumes are made of. */
export function mountedObjects({ metadata, spec }: Pod): readonly string[] {
  const names: string[] = [];
  const add = (kind: 'configmap' | 'secret', name: string | undefined): void => {
    if (name) names.push(`${kind}/${metadata.namespace ?? ''}/${name}`);
  };
  for (const volume of spec.volumes ?? []) {
    if (isOwn(volume)) continue;
    add('configmap', volume.configMap?.name);
    add('secret', volume.secret?.secretName);
    for (const { configMap, secret } of volume.projected?.sources ?? []) {
      add('configmap', configMap?.name);
      add('secret', secret?.name);
    }
  }
  return names;
}
