/** Services that `expose` and `run --expose` make. Mirrors kubectl pkg/cmd/expose/expose.go createService. */
import { parseIntOrString } from '#apimachinery/int-or-string.ts';
import type { JsonObject, StringMap } from '#apimachinery/object.ts';
import { KubectlError } from '../errors.ts';

/** `app=web,tier=front` ⇒ a map. */
export function parseLabelSet(text: string): StringMap {
  const entries = text.split(',').map((spec) => {
    const [key = '', value = '', ...more] = spec.split('=');
    if (more.length > 0 || !spec.includes('='))
      throw new KubectlError(`unexpected label spec: ${spec}`);
    if (key === '') throw new KubectlError('unexpected empty label key');
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}

export interface ServiceOptions {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels: StringMap | undefined;
  readonly selector: StringMap;
  /** Ports, as text. */
  readonly ports: readonly string[];
  /** For every port; "" to ask `protocols`. */
  readonly protocol: string;
  /** Protocols of the exposed object's ports. */
  readonly protocols: ReadonlyMap<string, readonly string[]>;
  readonly targetPort: string;
  readonly externalIP: string;
  readonly type: string;
  readonly loadBalancerIP: string;
  readonly sessionAffinity: string;
  readonly clusterIP: string;
}

function portNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text))
    throw new KubectlError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function portsOf(options: ServiceOptions): readonly JsonObject[] {
  const { ports, protocol, protocols, targetPort } = options;
  return ports.flatMap((text, at) => {
    const port = portNumber(text);
    const target = targetPort ? parseIntOrString(targetPort) : port;
    const of = (name: string, spoken: string): JsonObject => ({
      ...(name ? { name } : {}),
      protocol: spoken,
      port,
      targetPort: target,
    });
    const name = ports.length > 1 ? `port-${at + 1}` : '';
    const found = protocols.get(text) ?? [];
    if (protocol || found.length < 2) return [of(name, protocol || (found[0] ?? 'TCP'))];
    return found.map((spoken) => of(`port-${at + 1}-${spoken.toLowerCase()}`, spoken));
  });
}

function checkAffinity(affinity: string): void {
  if (!['', 'None', 'ClientIP'].includes(affinity))
    throw new KubectlError(`unknown session affinity: ${affinity}`);
}

/** The Service, with keys in Go's order. */
export function makeService(options: ServiceOptions): JsonObject {
  const { name, namespace, labels, selector, type, clusterIP } = options;
  checkAffinity(options.sessionAffinity);
  const ports = portsOf(options);
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(labels && Object.keys(labels).length > 0 ? { labels } : {}),
    },
    spec: {
      ...(ports.length > 0 ? { ports } : {}),
      selector,
      ...(clusterIP ? { clusterIP } : {}),
      ...(type ? { type } : {}),
      ...(options.externalIP ? { externalIPs: [options.externalIP] } : {}),
      ...(options.sessionAffinity ? { sessionAffinity: options.sessionAffinity } : {}),
      ...(type === 'LoadBalancer' && options.loadBalancerIP
        ? { loadBalancerIP: options.loadBalancerIP }
        : {}),
    },
    status: { loadBalancer: {} },
  };
}
