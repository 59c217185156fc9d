/** Observations: CEL expressions over a World, with Kubernetes' nouns as functions. */
import { Environment } from '@marcbachmann/cel-js';
import type { KubeObject } from '#apimachinery/object.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import type { World } from './world.ts';

export type Observed = string | number | boolean | readonly Observed[] | null;

/** Why an observation has no value: the object it asks for isn't there. */
export class NothingThere extends Error {
  override name = 'NothingThere';
}

/** The observation is not CEL, or asks for a field that can't be. Ours to mend, never the learner's. */
export class ObservationError extends Error {
  override name = 'ObservationError';
}

interface PodLike extends KubeObject {
  readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}
interface EndpointSliceLike extends KubeObject {
  readonly endpoints?: readonly { conditions?: { ready?: boolean } }[];
}

const numbers = new WeakMap<object, unknown>();

/** CEL tells int from double and a JavaScript number is a double: whole numbers become bigint. */
function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  let converted = numbers.get(value);
  if (converted === undefined) {
    converted = Array.isArray(value)
      ? value.map(toCel)
      : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toCel(part)]));
    numbers.set(value, converted);
  }
  return converted;
}

/** CEL's value as JSON would say it. */
function fromCel(value: unknown): Observed {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(fromCel);
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
    return value as Observed;
  }
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? Number(part) : part));
}

/** Serves traffic: Ready, and not on its way out (as an EndpointSlice counts it). */
const isReady = (pod: PodLike): boolean =>
  !pod.metadata.deletionTimestamp &&
  (pod.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');

const inDefault = (name: string): string => (name.includes('/') ? name : `default/${name}`);

const NAMED: Readonly<Record<string, string>> = {
  pod: 'Pod',
  deployment: 'Deployment',
  replicaset: 'ReplicaSet',
  service: 'Service',
  configmap: 'ConfigMap',
};

/** The world CEL's functions read: set for one evaluation, since CEL functions get no context. */
let world: World;

function find(kind: string, key: string): unknown {
  const object = world.get(kind, key);
  if (!object) throw new NothingThere(`there is no ${kind} ${key.replace(/^default\//, '')}`);
  return toCel(object);
}

function select(kind: string, selector: string): readonly unknown[] {
  const matches = parseSelector(selector);
  return world
    .list(kind)
    .filter((object) => matches.matches(object.metadata.labels ?? {}))
    .map(toCel);
}

/** ReplicaSets of a Deployment, oldest revision first. */
function revisions(deployment: string): readonly unknown[] {
  const revision = (set: KubeObject): number =>
    Number(set.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  return world
    .list('ReplicaSet')
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(
        ({ kind, name }) => kind === 'Deployment' && name === deployment,
      ),
    )
    .sort((a, b) => revision(a) - revision(b))
    .map(toCel);
}

/** How many addresses a Service sends traffic to. */
const endpoints = (service: string): bigint =>
  BigInt(
    (world.list('EndpointSlice') as readonly EndpointSliceLike[])
      .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
      .flatMap((slice) => slice.endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false).length,
  );

const oneSpace = (text: string): string => text.trim().replace(/\s+/g, ' ');

function createEnvironment(): Environment {
  const cel = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false });
  for (const [noun, kind] of Object.entries(NAMED)) {
    cel.registerFunction(`${noun}(string): dyn`, (name: string) => find(kind, inDefault(name)));
    cel.registerFunction(`${noun}s(string): list`, (selector: string) => select(kind, selector));
    cel.registerFunction(`${noun}s(): list`, () => select(kind, ''));
  }
  return cel
    .registerFunction('node(string): dyn', (name: string) => find('Node', name))
    .registerFunction('nodes(): list', () => select('Node', ''))
    .registerFunction('ready(dyn): bool', (object: unknown) => isReady(object as PodLike))
    .registerFunction('revisions(string): list', revisions)
    .registerFunction('endpoints(string): int', endpoints)
    .registerFunction('elapsed(): int', () =>
      BigInt(Math.floor((world.nowMs - world.startMs) / 1000)),
    )
    .registerFunction('ran(string): bool', (text: string) =>
      world.commands.some((line) => oneSpace(line).includes(oneSpace(text))),
    );
}

const environment = createEnvironment();

/** Reads one value off a world. Throws NothingThere when an object or field it names isn't there. */
export type Observation = (of: World) => Observed;

/** Compiles CEL. Throws ObservationError when it is not CEL. */
export function compileObservation(expression: string): Observation {
  let evaluate: (context?: Record<string, unknown>) => unknown;
  try {
    evaluate = environment.parse(expression);
  } catch (error) {
    throw new ObservationError(`${expression}: ${(error as Error).message}`);
  }
  return (of) => {
    world = of;
    try {
      return fromCel(evaluate({}));
    } catch (error) {
      if (error instanceof NothingThere) throw error;
      if ((error as { code?: string }).code === 'no_such_key') {
        throw new NothingThere((error as Error).message.split('\n')[0]);
      }
      throw new ObservationError(`${expression}: ${(error as Error).message}`);
    }
  };
}
