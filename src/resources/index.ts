/** The kinds the cluster serves, in the order discovery lists them. Adding one: its file, and its name here. */
import type { Kind } from '#apimachinery/kind.ts';
import { configMapKind } from './configmap.ts';
import { deploymentKind } from './deployment.ts';
import { endpointSliceKind } from './endpointslice.ts';
import { eventKind } from './event.ts';
import { leaseKind } from './lease.ts';
import { namespaceKind } from './namespace.ts';
import { nodeKind } from './node.ts';
import { podKind } from './pod.ts';
import { replicaSetKind } from './replicaset.ts';
import { secretKind } from './secret.ts';
import { serviceKind } from './service.ts';
import { serviceAccountKind } from './serviceaccount.ts';

export const kinds: readonly Kind[] = [
  configMapKind,
  eventKind,
  namespaceKind,
  nodeKind,
  podKind,
  secretKind,
  serviceAccountKind,
  serviceKind,
  deploymentKind,
  replicaSetKind,
  leaseKind,
  endpointSliceKind,
];
