/** `kubectl describe ingress` */
import type { EndpointSlice } from '#resources/endpointslice.ts';
import { type Ingress, type IngressBackend, ingressAddress } from '#resources/ingress.ts';
import type { Service } from '#resources/service.ts';
import { type Describer, type DescribeWorld, eventsOf, listIfServed } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeAnnotations, writeLabels } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { endpointsText } from './service.ts';

type ServiceBackend = NonNullable<IngressBackend['service']>;

/** `web:80` */
const backendName = ({ name, port }: ServiceBackend): string =>
  `${name}:${port?.number || port?.name || ''}`;

/** `web:80 (10.244.1.2:80)`, or why it leads nowhere. */
async function serviceText(
  world: DescribeWorld,
  namespace: string,
  backend: ServiceBackend,
): Promise<string> {
  const head = backendName(backend);
  const services = await listIfServed<Service>(world, 'services', {
    namespace,
    fieldSelector: `metadata.name=${backend.name}`,
  });
  const service = services?.[0];
  if (!service) return `${head} (<error: services ${JSON.stringify(backend.name)} not found>)`;
  const slices = await listIfServed<EndpointSlice>(world, 'endpointslices.discovery.k8s.io', {
    namespace,
    labelSelector: `kubernetes.io/service-name=${backend.name}`,
  });
  const port = (service.spec.ports ?? []).findLast(({ port: number, name }) =>
    backend.port?.number ? backend.port.number === number : backend.port?.name === name,
  );
  return `${head} (${endpointsText(slices ?? [], port?.name ?? '')})`;
}

async function backendText(
  world: DescribeWorld,
  namespace: string,
  { service, resource }: IngressBackend,
): Promise<string> {
  if (service) return serviceText(world, namespace, service);
  if (!resource) return '';
  const { apiGroup = '<none>', kind, name } = resource;
  return `APIGroup: ${apiGroup}, Kind: ${kind}, Name: ${name}`;
}

interface Rule {
  readonly host: string;
  readonly paths: readonly (readonly [path: string, backend: string])[];
}

async function rulesOf(
  world: DescribeWorld,
  { metadata, spec }: Ingress,
): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const { host, http } of spec.rules ?? []) {
    if (!http) continue;
    const paths: [string, string][] = [];
    for (const { path = '', backend } of http.paths) {
      paths.push([path, await backendText(world, metadata.namespace ?? '', backend)]);
    }
    rules.push({ host: host || '*', paths });
  }
  return rules;
}

function writeTls(w: PrefixWriter, { spec }: Ingress): void {
  if (!spec.tls?.length) return;
  w.write(0, 'TLS:\n');
  for (const { secretName, hosts = [] } of spec.tls) {
    const names = hosts.join(',');
    w.write(1, secretName ? `${secretName} terminates ${names}\n` : `SNI routes ${names}\n`);
  }
}

function writeRules(w: PrefixWriter, rules: readonly Rule[], fallback: string): void {
  w.write(0, 'Rules:\n  Host\tPath\tBackends\n');
  w.write(1, '----\t----\t--------\n');
  for (const { host, paths } of rules) {
    w.write(1, `${host}\t\n`);
    for (const [path, backend] of paths) w.write(2, `\t${path} \t${backend}\n`);
  }
  if (rules.length === 0) w.write(1, `*\t*\t${fallback}\n`);
}

export const ingressDescriber: Describer = {
  group: 'networking.k8s.io',
  kind: 'Ingress',
  /** Mirrors kubectl pkg/describe/describe.go describeIngressV1. */
  describe: async (world, object) => {
    const ingress = object as Ingress;
    const { metadata, spec } = ingress;
    const { name, namespace = '' } = metadata;
    const fallback = spec.defaultBackend
      ? await backendText(world, namespace, spec.defaultBackend)
      : '<default>';
    const rules = await rulesOf(world, ingress);
    const events = await eventsOf(world, ingress);
    return tabbedText((w) => {
      w.write(0, `Name:\t${name}\n`);
      writeLabels(w, 'Labels', metadata.labels);
      w.write(0, `Namespace:\t${namespace}\n`);
      w.write(0, `Address:\t${ingressAddress(ingress)}\n`);
      w.write(0, `Ingress Class:\t${spec.ingressClassName ?? '<none>'}\n`);
      w.write(0, `Default backend:\t${fallback}\n`);
      writeTls(w, ingress);
      writeRules(w, rules, fallback);
      writeAnnotations(w, 'Annotations', metadata.annotations);
      writeEvents(w, events, world.nowMs);
    });
  },
};
