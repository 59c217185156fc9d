/** The kinds with a description of their own. Adding one: its file, and its name here. */
import type { KubeObject } from '#apimachinery/object.ts';
import { certificateSigningRequestDescriber } from './certificatesigningrequest.ts';
import { configMapDescriber } from './configmap.ts';
import { cronJobDescriber } from './cronjob.ts';
import { csiNodeDescriber } from './csinode.ts';
import { daemonSetDescriber } from './daemonset.ts';
import { deploymentDescriber } from './deployment.ts';
import type { Describer, DescribeWorld } from './describer.ts';
import { endpointsDescriber } from './endpoints.ts';
import { endpointSliceDescriber } from './endpointslice.ts';
import { describeAnything } from './generic.ts';
import { autoscalerDescriber } from './horizontalpodautoscaler.ts';
import { ingressDescriber } from './ingress.ts';
import { ingressClassDescriber } from './ingressclass.ts';
import { jobDescriber } from './job.ts';
import { limitRangeDescriber } from './limitrange.ts';
import { namespaceDescriber } from './namespace.ts';
import { networkPolicyDescriber } from './networkpolicy.ts';
import { nodeDescriber } from './node.ts';
import { persistentVolumeDescriber } from './persistentvolume.ts';
import { persistentVolumeClaimDescriber } from './persistentvolumeclaim.ts';
import { podDescriber } from './pod.ts';
import { podDisruptionBudgetDescriber } from './poddisruptionbudget.ts';
import { priorityClassDescriber } from './priorityclass.ts';
import { replicaSetDescriber } from './replicaset.ts';
import { replicationControllerDescriber } from './replicationcontroller.ts';
import { resourceQuotaDescriber } from './resourcequota.ts';
import { clusterRoleDescriber, roleDescriber } from './role.ts';
import { clusterRoleBindingDescriber, roleBindingDescriber } from './rolebinding.ts';
import { secretDescriber } from './secret.ts';
import { serviceDescriber } from './service.ts';
import { serviceAccountDescriber } from './serviceaccount.ts';
import { ipAddressDescriber, serviceCidrDescriber } from './servicecidr.ts';
import { statefulSetDescriber } from './statefulset.ts';
import { storageClassDescriber } from './storageclass.ts';
import { volumeAttributesClassDescriber } from './volumeattributesclass.ts';

const describers: readonly Describer[] = [
  podDescriber,
  replicationControllerDescriber,
  secretDescriber,
  serviceDescriber,
  serviceAccountDescriber,
  nodeDescriber,
  namespaceDescriber,
  certificateSigningRequestDescriber,
  roleDescriber,
  clusterRoleDescriber,
  roleBindingDescriber,
  clusterRoleBindingDescriber,
  configMapDescriber,
  endpointSliceDescriber,
  autoscalerDescriber,
  jobDescriber,
  podDisruptionBudgetDescriber,
  cronJobDescriber,
  deploymentDescriber,
  replicaSetDescriber,
  statefulSetDescriber,
  daemonSetDescriber,
  limitRangeDescriber,
  resourceQuotaDescriber,
  persistentVolumeDescriber,
  persistentVolumeClaimDescriber,
  endpointsDescriber,
  storageClassDescriber,
  csiNodeDescriber,
  volumeAttributesClassDescriber,
  networkPolicyDescriber,
  priorityClassDescriber,
  ingressDescriber,
  ingressClassDescriber,
  serviceCidrDescriber,
  ipAddressDescriber,
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
