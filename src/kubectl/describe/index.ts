/** The kinds with a description of their own. Adding one: its file, and its name here. */
import type { KubeObject } from '#apimachinery/object.ts';
import { configMapDescriber } from './configmap.ts';
import { deploymentDescriber } from './deployment.ts';
import type { Describer, DescribeWorld } from './describer.ts';
import { endpointSliceDescriber } from './endpointslice.ts';
import { describeAnything } from './generic.ts';
import { namespaceDescriber } from './namespace.ts';
import { nodeDescriber } from './node.ts';
import { podDescriber } from './pod.ts';
import { replicaSetDescriber } from './replicaset.ts';
import { secretDescriber } from './secret.ts';
import { serviceDescriber } from './service.ts';
import { serviceAccountDescriber } from './serviceaccount.ts';

const describers: readonly Describer[] = [
  podDescriber,
  secretDescriber,
  serviceDescriber,
  serviceAccountDescriber,
  nodeDescriber,
  namespaceDescriber,
  configMapDescriber,
  endpointSliceDescriber,
  deploymentDescriber,
  replicaSetDescriber,
];

/** The description of an object, by its kind's describer or field by field. */
export function describeObject(
  world: DescribeWorld,
  resource: { readonly group: string; readonly kind: string },
  object: KubeObject,
): Promise<string> {
  const describer = describers.find(
    ({ group, kind }) => group === resource.group && kind === resource.kind,
  );
  return describer ? describer.describe(world, object) : describeAnything(world, object);
}
