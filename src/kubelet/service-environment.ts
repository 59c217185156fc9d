/** The variables that tell containers where Services are. Mirrors kubernetes pkg/kubelet/envvars FromServices. */
import type { Client } from '#client/client.ts';
import type { Pod } from '#resources/pod.ts';
import { type Service, serviceKind } from '#resources/service.ts';

const NOWHERE = new Set([undefined, '', 'None']);

/** "redis-primary" ⇒ "REDIS_PRIMARY" */
const variableName = (text: string): string => text.toUpperCase().replace(/-/g, '_');

function* variablesOf({ metadata, spec }: Service): Generator<readonly [string, string]> {
  const host = spec.clusterIP ?? '';
  const prefix = variableName(metadata.name);
  const [first] = spec.ports ?? [];
  if (!first) return;
  yield [`${prefix}_SERVICE_HOST`, host];
  yield [`${prefix}_SERVICE_PORT`, String(first.port)];
  for (const { name, port } of spec.ports ?? []) {
    if (name) yield [`${prefix}_SERVICE_PORT_${variableName(name)}`, String(port)];
  }
  for (const [at, { port, protocol = 'TCP' }] of (spec.ports ?? []).entries()) {
    const url = `${protocol.toLowerCase()}://${host}:${port}`;
    const portPrefix = `${prefix}_PORT_${port}_${protocol}`;
    if (at === 0) yield [`${prefix}_PORT`, url];
    yield [portPrefix, url];
    yield [`${portPrefix}_PROTO`, protocol.toLowerCase()];
    yield [`${portPrefix}_PORT`, String(port)];
    yield [`${portPrefix}_ADDR`, host];
  }
}

/** The API's own Service always; those of the pod's namespace unless it wants none. */
export function serviceVariables(client: Client, { metadata, spec }: Pod): Map<string, string> {
  const { namespace = '' } = metadata;
  const own = spec.enableServiceLinks === false ? [] : client.list(serviceKind, { namespace });
  const api = client.get(serviceKind, 'default', 'kubernetes');
  const variables = new Map<string, string>();
  for (const service of [...(api ? [api] : []), ...own]) {
    if (NOWHERE.has(service.spec.clusterIP)) continue;
    for (const [name, value] of variablesOf(service)) variables.set(name, value);
  }
  return variables;
}
