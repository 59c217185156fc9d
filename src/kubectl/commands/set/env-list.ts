/** `kubectl set env --list`: a container's variables, and where the others come from. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Container, EnvVar } from '#resources/pods/types.ts';

/** Mirrors kubectl pkg/cmd/set/env/env_resolve.go GetEnvVarRefString. */
function referenceText({ valueFrom }: EnvVar): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom ?? {};
  if (configMapKeyRef) return `configmap ${configMapKeyRef.name ?? ''}, key ${configMapKeyRef.key}`;
  if (secretKeyRef) return `secret ${secretKeyRef.name ?? ''}, key ${secretKeyRef.key}`;
  if (fieldRef) return `field path ${fieldRef.fieldPath}`;
  if (!resourceFieldRef) return 'invalid valueFrom';
  const { containerName, resource } = resourceFieldRef;
  return `resource field ${containerName ? `${containerName}/` : ''}${resource}`;
}

/** `# Deployment web, container nginx`, then `MODE=prod` and `# KEY from secret login, key password`; a value that is known in place of the latter. */
export function environmentText(
  object: KubeObject,
  container: Container,
  resolved: ReadonlyMap<string, string>,
): string {
  const lines = (container.env ?? []).map((variable) =>
    variable.valueFrom && !resolved.has(variable.name)
      ? `# ${variable.name} from ${referenceText(variable)}`
      : `${variable.name}=${resolved.get(variable.name) ?? variable.value ?? ''}`,
  );
  const head = `# ${object.kind} ${object.metadata.name}, container ${container.name}`;
  return `${[head, ...lines].join('\n')}\n`;
}
