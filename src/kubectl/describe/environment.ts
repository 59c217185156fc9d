/** A container's environment: values, and where the others come from. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import { containerResource } from './container-resource.ts';
import type { PrefixWriter } from './prefix-writer.ts';

type Container = Immutable<v1.Container>;
type EnvVar = Immutable<v1.EnvVar>;

/** What a field of the pod reads as; "" where there is no pod yet (a template). */
export type FieldResolver = (fieldPath: string) => string;

/** Reads `metadata.name` and `metadata.namespace`; other paths read as "", for kubectl knows no others of its labels. Mirrors describe.go EnvValueRetriever. */
export const fieldResolver =
  ({ metadata }: KubeObject): FieldResolver =>
  (fieldPath) => {
    if (fieldPath === 'metadata.name') return metadata.name;
    return fieldPath === 'metadata.namespace' ? (metadata.namespace ?? '') : '';
  };

function referenceText(
  env: EnvVar,
  container: Container,
  resolve: FieldResolver | undefined,
): string | undefined {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = env.valueFrom ?? {};
  if (fieldRef)
    return `${resolve?.(fieldRef.fieldPath) ?? ''} (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath})`;
  if (resourceFieldRef) {
    const { resource } = resourceFieldRef;
    const value = containerResource(container, resourceFieldRef);
    const isUnlimited = value === '0' && /^limits\.(cpu|memory)$/.test(resource);
    return `${isUnlimited ? 'node allocatable' : value} (${resource})`;
  }
  if (secretKeyRef)
    return `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name ?? ''}'>\tOptional: ${secretKeyRef.optional ?? false}`;
  return configMapKeyRef
    ? `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name ?? ''}'>\tOptional: ${configMapKeyRef.optional ?? false}`
    : undefined;
}

/** `Environment:` and its variables. */
export function writeEnvironment(
  w: PrefixWriter,
  container: Container,
  resolve: FieldResolver | undefined,
): void {
  const variables = container.env ?? [];
  w.write(2, `Environment:${variables.length === 0 ? '\t<none>' : ''}\n`);
  for (const env of variables) {
    if (env.valueFrom) {
      const text = referenceText(env, container, resolve);
      if (text !== undefined) w.write(3, `${env.name}:\t${text}\n`);
      continue;
    }
    (env.value ?? '').split('\n').forEach((line, i) => {
      w.write(3, i === 0 ? `${env.name}:\t${line}\n` : `\t${line}\n`);
    });
  }
}

/** `Environment Variables from:` and the ConfigMaps and Secrets taken whole. */
export function writeEnvironmentSources(w: PrefixWriter, container: Container): void {
  if (!container.envFrom?.length) return;
  w.write(2, 'Environment Variables from:\n');
  for (const { configMapRef, secretRef, prefix } of container.envFrom) {
    const reference = configMapRef ?? secretRef;
    const from = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : '';
    const origin = prefix ? `${from} with prefix '${prefix}'` : from;
    w.write(3, `${reference?.name ?? ''}\t${origin}\tOptional: ${reference?.optional ?? false}\n`);
  }
}
