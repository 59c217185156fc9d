/** The controllers of the control plane, in the order they are started. Adding one: its file, and its name here. */
import type { Controller } from './controller.ts';
import { deploymentController } from './deployment/index.ts';
import { endpointSliceController } from './endpointslice/index.ts';
import { garbageCollector } from './garbage-collector/index.ts';
import { namespaceController } from './namespace/index.ts';
import { nodeIpamController } from './node-ipam.ts';
import { nodeLifecycleController } from './node-lifecycle/index.ts';
import { podGcController } from './pod-gc.ts';
import { replicaSetController } from './replicaset/index.ts';
import { rootCaController } from './root-ca.ts';
import { serviceAccountController } from './serviceaccount.ts';
import { taintEvictionController } from './taint-eviction.ts';

export const controllers: readonly Controller[] = [
  namespaceController,
  serviceAccountController,
  rootCaController,
  garbageCollector,
  deploymentController,
  replicaSetController,
  endpointSliceController,
  nodeIpamController,
  nodeLifecycleController,
  taintEvictionController,
  podGcController,
];
