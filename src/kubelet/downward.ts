/** What a container may learn of its own pod: fields and resources, in variables and files. Mirrors kubernetes pkg/fieldpath and pkg/api/v1/resource. */
import { milliValue, parseQuantity, quantityValue } from '#apimachinery/quantity.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerSpec } from './container-spec.ts';

/** What the node knows of a pod beyond its object. */
export interface PodAddresses {
  readonly podIP: string;
  readonly hostIP: string;
}

/** { a: "1" } ⇒ 'a="1"', a line each, sorted. */
const printMap = (map: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(map ?? {})
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .sort()
    .join('\n');

/** "metadata.labels['app']" ⇒ the label. Mirrors pkg/fieldpath ExtractFieldPathAsString. */
export function fieldValue(path: string, pod: Pod, { podIP, hostIP }: PodAddresses): string {
  const { metadata, spec } = pod;
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript) {
    const map = subscript[1] === 'labels' ? metadata.labels : metadata.annotations;
    return map?.[subscript[2] ?? ''] ?? '';
  }
  switch (path) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return printMap(metadata.labels);
    case 'metadata.annotations':
      return printMap(metadata.annotations);
    case 'spec.nodeName':
      return spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? '';
    case 'status.podIP':
    case 'status.podIPs':
      return podIP;
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIP;
    default:
      return '';
  }
}

export interface ResourceField {
  readonly containerName?: string;
  readonly resource: string;
  readonly divisor?: string;
}

/** A container without a limit may take what the node has. */
export type Allocatable = Readonly<Record<string, string>>;

/** { resource: "limits.cpu", divisor: "1m" } ⇒ "500"; rounded up. */
export function resourceValue(
  { containerName, resource, divisor }: ResourceField,
  pod: Pod,
  own: ContainerSpec | undefined,
  allocatable: Allocatable,
): string {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const container = containerName ? all.find(({ name }) => name === containerName) : own;
  const [side = '', ...rest] = resource.split('.');
  const name = rest.join('.');
  const { limits, requests } = container?.resources ?? {};
  const listed = side === 'limits' ? limits?.[name] : requests?.[name];
  const text = listed ?? (side === 'limits' ? allocatable[name] : undefined) ?? '0';
  const by = divisor && parseQuantity(divisor).nanos > 0n ? divisor : '1';
  return name === 'cpu'
    ? String(Math.ceil(milliValue(text) / milliValue(by)))
    : String(Math.ceil(quantityValue(text) / quantityValue(by)));
}
