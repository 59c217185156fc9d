/** What is allowed in a pod but seldom meant. Mirrors kubernetes pkg/api/pod/warnings.go warningsForPodSpecAndMeta. */
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import { parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { Container, ContainerPort, PodSpec } from './types.ts';

const OLD_LABELS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region':
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone':
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type':
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

/** A path in front of `spec` for templates: "spec.template." */
type Field = string;
interface Placed<T> {
  readonly field: Field;
  readonly value: T;
}

const containersOf = (field: Field, spec: PodSpec): readonly Placed<Container>[] => [
  ...(spec.initContainers ?? []).map((value, at) => ({
    field: `${field}initContainers[${at}]`,
    value,
  })),
  ...spec.containers.map((value, at) => ({ field: `${field}containers[${at}]`, value })),
];

const oldNodeLabels = (field: Field, spec: PodSpec): readonly string[] =>
  Object.keys(spec.nodeSelector ?? {})
    .filter((label) => OLD_LABELS[label])
    .map((label) => `${field}nodeSelector[${label}]: ${OLD_LABELS[label]}`);

const nullSelectors = (field: Field, spec: PodSpec): readonly string[] =>
  (spec.topologySpreadConstraints ?? []).flatMap(({ labelSelector }, at) =>
    labelSelector
      ? []
      : [
          `${field}topologySpreadConstraints[${at}].labelSelector: a null labelSelector results in matching no pod`,
        ],
  );

/** "0.5" bytes of memory. */
function fractions({ field, value }: Placed<Container>): readonly string[] {
  const sides = ['limits', 'requests'] as const;
  return ['memory', 'ephemeral-storage'].flatMap((name) =>
    sides.flatMap((side) => {
      const text = value.resources?.[side]?.[name];
      if (text === undefined) return [];
      const amount = parseQuantity(text);
      if (amount.nanos % 1_000_000_000n === 0n) return [];
      const shown = JSON.stringify(printQuantity(amount));
      const why = `fractional byte value ${shown} is invalid, must be an integer`;
      return [`${field}.resources.${side}[${name}]: ${why}`];
    }),
  );
}

/** A variable set twice; `PATH: $(PATH):/bin` may build on the first. */
function hiddenVariables({ field, value }: Placed<Container>): readonly string[] {
  const seen = new Set<string>();
  return (value.env ?? []).flatMap((variable, at) => {
    const { name, value: text = '', valueFrom } = variable;
    const reference = `$(${name})`;
    const isSeen = seen.has(name);
    seen.add(name);
    const buildsOn = !valueFrom && text !== reference && text.includes(reference);
    if (!isSeen || buildsOn) return [];
    const why = `hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`;
    return [`${field}.env[${at}]: ${why}`];
  });
}

const portsOf = (containers: readonly Placed<Container>[]): readonly Placed<ContainerPort>[] =>
  containers.flatMap(({ field, value }) =>
    (value.ports ?? []).map((port, at) => ({ field: `${field}.ports[${at}]`, value: port })),
  );

function clash(port: ContainerPort, other: ContainerPort): string | undefined {
  const sameHost = (port.hostIP ?? '') === (other.hostIP ?? '');
  const [a, b] = [port.hostPort ?? 0, other.hostPort ?? 0];
  if (sameHost && a === b) return 'duplicate';
  if (a === 0 || b === 0) return 'overlapping';
  return a === b && !port.hostIP !== !other.hostIP ? 'dangerously ambiguous' : undefined;
}

function samePorts(ports: readonly Placed<ContainerPort>[]): readonly string[] {
  const key = ({ containerPort, protocol }: ContainerPort) => `${containerPort}/${protocol}`;
  return ports.flatMap(({ field, value }, at) =>
    ports.slice(0, at).flatMap((other) => {
      const how = key(value) === key(other.value) ? clash(value, other.value) : undefined;
      return how ? [`${field}: ${how} port definition with ${other.field}`] : [];
    }),
  );
}

function sameNames(ports: readonly Placed<ContainerPort>[]): readonly string[] {
  const first = new Map<string, Field>();
  return ports.flatMap(({ field, value: { name } }) => {
    if (!name) return [];
    const other = first.get(name);
    first.set(name, other ?? field);
    if (other === undefined) return [];
    const why = `duplicate port name ${JSON.stringify(name)} with ${other}`;
    return [`${field}: ${why}, services and probes that select ports by name will use ${other}`];
  });
}

/** `prefix` is "spec." for a pod and "spec.template.spec." for a template. */
export function podSpecWarnings(prefix: Field, spec: PodSpec): readonly string[] {
  const containers = containersOf(prefix, spec);
  const ports = portsOf(containers);
  const isNegative = (spec.terminationGracePeriodSeconds ?? 0) < 0;
  return [
    ...oldNodeLabels(prefix, spec),
    ...nullSelectors(prefix, spec),
    ...containers.flatMap((container) => [...fractions(container), ...hiddenVariables(container)]),
    ...samePorts(ports),
    ...sameNames(ports),
    ...(isNegative
      ? [
          `${prefix}terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
        ]
      : []),
  ];
}

/** A name that pods or their hosts get should be one label. */
export function nameWarnings(name: string, use: string): readonly string[] {
  const wrong = dns1123LabelErrors(name);
  if (wrong.length === 0) return [];
  const why = `this is used in ${use}, which can result in surprising behavior; a DNS label is recommended`;
  return [`metadata.name: ${why}: [${wrong.join(' ')}]`];
}
