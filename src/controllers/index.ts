/** The controllers of the control plane, in the order they are started. Adding one: its file, and its name here. */
import { clusterRoleAggregationController } from './clusterrole-aggregation.ts';
import type { Controller } from './controller.ts';
import { cronJobController } from './cronjob/index.ts';
import { daemonSetController } from './daemonset/index.ts';
import { deploymentController } from './deployment/index.ts';
import { disruptionController } from './disruption/index.ts';
import { endpointsController } from './endpoints/index.ts';
import { endpointSliceController } from './endpointslice/index.ts';
import { endpointSliceMirroringController } from './endpointslice-mirroring/index.ts';
import { garbageCollector } from './garbage-collector/index.ts';
import { jobController } from './job/index.ts';
import { namespaceController } from './namespace/index.ts';
import { nodeIpamController } from './node-ipam.ts';
import { nodeLifecycleController } from './node-lifecycle/index.ts';
import { podGcController } from './pod-gc.ts';
import { podAutoscalerController } from './podautoscaler/index.ts';
import { replicaSetController } from './replicaset/index.ts';
import { replicationControllerController } from './replicationcontroller/index.ts';
import { resourceQuotaController } from './resourcequota/index.ts';
import { rootCaController } from './root-ca.ts';
import { serviceCidrsController } from './service-cidrs.ts';
import { serviceAccountController } from './serviceaccount.ts';
import { statefulSetController } from './statefulset/index.ts';
import { taintEvictionController } from './taint-eviction.ts';
import { ttlAfterFinishedController } from './ttl-after-finished/index.ts';
import { persistentVolumeController } from './volume/binder/index.ts';
import { ephemeralVolumeController } from './volume/ephemeral.ts';
import { volumeExpandController } from './volume/expand.ts';
import { pvcProtectionController, pvProtectionController } from './volume/protection.ts';

/** Not of the control plane: a cluster with a storage class starts it too. */
export { storageProvisioner } from './volume/provisioner/index.ts';

export const controllers: readonly Controller[] = [
  namespaceController,
  serviceAccountController,
  rootCaController,
  garbageCollector,
  deploymentController,
  replicaSetController,
  replicationControllerController,
  statefulSetController,
  daemonSetController,
  jobController,
  cronJobController,
  podAutoscalerController,
  disruptionController,
  ttlAfterFinishedController,
  endpointSliceController,
  endpointsController,
  endpointSliceMirroringController,
  nodeIpamController,
  nodeLifecycleController,
  taintEvictionController,
  podGcController,
  resourceQuotaController,
  serviceCidrsController,
  persistentVolumeController,
  pvcProtectionController,
  pvProtectionController,
  volumeExpandController,
  ephemeralVolumeController,
  clusterRoleAggregationController,
];
