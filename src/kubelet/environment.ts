/** A container's environment variables, or why they cannot be had. Mirrors kubernetes pkg/kubelet/kubelet_pods.go makeEnvironmentVariables. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import { configMapKind } from '#resources/configmap.ts';
import { nodeKind } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { secretKind } from '#resources/secret.ts';
import type { Environment } from './command.ts';
import type { ContainerSpec } from './container-spec.ts';
import { fieldValue, type PodAddresses, type ResourceField, resourceValue } from './downward.ts';

export type EnvironmentResult =
  | { readonly env: Environment; readonly error?: never }
  | { readonly error: string; readonly env?: never };

const NONE: EnvironmentResult = { env: {} };

/** A source that is missing and not optional. */
class MissingSource extends Error {
  override name = 'MissingSource';
}

const decoded = (base64: string): string => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(bytes);
};

/** The data of a ConfigMap as texts; undefined when there is none. */
export function configMapData(
  client: Client,
  namespace: string,
  name: string,
): Readonly<Record<string, string>> | undefined {
  const found = client.get(configMapKind, namespace, name);
  return found && (found.data ?? {});
}

/** The data of a Secret, decoded; undefined when there is none. */
export function secretData(
  client: Client,
  namespace: string,
  name: string,
): Readonly<Record<string, string>> | undefined {
  const found = client.get(secretKind, namespace, name);
  const data = found?.data ?? {};
  return (
    found && Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decoded(value)]))
  );
}

function keyOfSource(
  data: Readonly<Record<string, string>> | undefined,
  ref: { readonly name?: string; readonly key: string; readonly optional?: boolean },
  kind: 'ConfigMap' | 'Secret',
  namespace: string,
): string | undefined {
  const value = data?.[ref.key];
  if (value !== undefined || ref.optional) return value;
  throw new MissingSource(
    data
      ? `couldn't find key ${ref.key} in ${kind} ${namespace}/${ref.name ?? ''}`
      : `${kind.toLowerCase()} "${ref.name ?? ''}" not found`,
  );
}

type EnvVar = Immutable<v1.EnvVar>;

function variableValue(
  { value, valueFrom }: EnvVar,
  client: Client,
  pod: Pod,
  spec: ContainerSpec,
  addresses: PodAddresses,
): string | undefined {
  const namespace = pod.metadata.namespace ?? '';
  if (!valueFrom) return value ?? '';
  const { configMapKeyRef: config, secretKeyRef: secret, fieldRef } = valueFrom;
  if (config) {
    const data = configMapData(client, namespace, config.name ?? '');
    return keyOfSource(data, config, 'ConfigMap', namespace);
  }
  if (secret) {
    const data = secretData(client, namespace, secret.name ?? '');
    return keyOfSource(data, secret, 'Secret', namespace);
  }
  if (fieldRef) return fieldValue(fieldRef.fieldPath, pod, addresses);
  if (!valueFrom.resourceFieldRef) return '';
  const node = client.get(nodeKind, '', pod.spec.nodeName ?? '');
  const field = valueFrom.resourceFieldRef as ResourceField;
  return resourceValue(field, pod, spec, node?.status.allocatable ?? {});
}

function addSources(
  spec: ContainerSpec,
  client: Client,
  namespace: string,
  env: Record<string, string>,
): void {
  for (const { prefix = '', configMapRef, secretRef } of spec.envFrom ?? []) {
    const ref = configMapRef ?? secretRef;
    if (!ref) continue;
    const name = ref.name ?? '';
    const data = configMapRef
      ? configMapData(client, namespace, name)
      : secretData(client, namespace, name);
    if (!data && !ref.optional) {
      throw new MissingSource(`${configMapRef ? 'configmap' : 'secret'} "${name}" not found`);
    }
    for (const [key, value] of Object.entries(data ?? {})) env[`${prefix}${key}`] = value;
  }
}

/** The variables of a container; the error is what its status says with CreateContainerConfigError. */
export function environmentOf(
  spec: ContainerSpec,
  client: Client,
  pod: Pod,
  addresses: PodAddresses,
): EnvironmentResult {
  if (!spec.env && !spec.envFrom) return NONE;
  const env: Record<string, string> = {};
  try {
    addSources(spec, client, pod.metadata.namespace ?? '', env);
    for (const entry of spec.env ?? []) {
      const value = variableValue(entry, client, pod, spec, addresses);
      if (value !== undefined) {
        env[entry.name] = value.replace(
          /\$\(([\w.-]+)\)/g,
          (found, name: string) => env[name] ?? found,
        );
      }
    }
  } catch (error) {
    if (error instanceof MissingSource) return { error: error.message };
    throw error;
  }
  return { env };
}
