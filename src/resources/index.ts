/** The kinds the cluster serves, in the order discovery lists them. Adding one: its file, and its name here. */
import type { Kind } from '#apimachinery/kind.ts';
import { apiServiceKind } from './apiservice.ts';
import { bindingKind } from './binding.ts';
import { certificateSigningRequestKind } from './certificatesigningrequest.ts';
import { clusterRoleKind } from './clusterrole.ts';
import { clusterRoleBindingKind } from './clusterrolebinding.ts';
import { componentStatusKind } from './componentstatus.ts';
import { configMapKind } from './configmap.ts';
import { controllerRevisionKind } from './controllerrevision.ts';
import { cronJobKind } from './cronjob.ts';
import { csiDriverKind } from './csidriver.ts';
import { csiNodeKind } from './csinode.ts';
import { csiStorageCapacityKind } from './csistoragecapacity.ts';
import { customResourceDefinitionKind } from './customresourcedefinition.ts';
import { daemonSetKind } from './daemonset.ts';
import { deploymentKind } from './deployment.ts';
import { deviceClassKind } from './deviceclass.ts';
import { endpointsKind } from './endpoints.ts';
import { endpointSliceKind } from './endpointslice.ts';
import { eventKind } from './event.ts';
import { newEventKind } from './events-k8s-io-event.ts';
import { flowSchemaKind } from './flowschema.ts';
import { horizontalPodAutoscalerKind } from './horizontalpodautoscaler.ts';
import { horizontalPodAutoscalerV1Kind } from './horizontalpodautoscaler-v1.ts';
import { ingressKind } from './ingress.ts';
import { ingressClassKind } from './ingressclass.ts';
import { ipAddressKind } from './ipaddress.ts';
import { jobKind } from './job.ts';
import { leaseKind } from './lease.ts';
import { limitRangeKind } from './limitrange.ts';
import { localSubjectAccessReviewKind } from './localsubjectaccessreview.ts';
import { nodeMetricsKind } from './metrics/node-metrics.ts';
import { podMetricsKind } from './metrics/pod-metrics.ts';
import { mutatingWebhookConfigurationKind } from './mutatingwebhookconfiguration.ts';
import { namespaceKind } from './namespace.ts';
import { networkPolicyKind } from './networkpolicy.ts';
import { nodeKind } from './node.ts';
import { persistentVolumeKind } from './persistentvolume.ts';
import { persistentVolumeClaimKind } from './persistentvolumeclaim.ts';
import { podKind } from './pod.ts';
import { podDisruptionBudgetKind } from './poddisruptionbudget.ts';
import { podTemplateKind } from './podtemplate.ts';
import { priorityClassKind } from './priorityclass.ts';
import { priorityLevelConfigurationKind } from './prioritylevelconfiguration.ts';
import { replicaSetKind } from './replicaset.ts';
import { replicationControllerKind } from './replicationcontroller.ts';
import { resourceClaimKind } from './resourceclaim.ts';
import { resourceClaimTemplateKind } from './resourceclaimtemplate.ts';
import { resourceQuotaKind } from './resourcequota.ts';
import { resourceSliceKind } from './resourceslice.ts';
import { roleKind } from './role.ts';
import { roleBindingKind } from './rolebinding.ts';
import { runtimeClassKind } from './runtimeclass.ts';
import { secretKind } from './secret.ts';
import { selfSubjectAccessReviewKind } from './selfsubjectaccessreview.ts';
import { selfSubjectReviewKind } from './selfsubjectreview.ts';
import { selfSubjectRulesReviewKind } from './selfsubjectrulesreview.ts';
import { serviceKind } from './service.ts';
import { serviceAccountKind } from './serviceaccount.ts';
import { serviceCidrKind } from './servicecidr.ts';
import { statefulSetKind } from './statefulset.ts';
import { storageClassKind } from './storageclass.ts';
import { subjectAccessReviewKind } from './subjectaccessreview.ts';
import { tokenReviewKind } from './tokenreview.ts';
import { validatingAdmissionPolicyKind } from './validatingadmissionpolicy.ts';
import { validatingAdmissionPolicyBindingKind } from './validatingadmissionpolicybinding.ts';
import { validatingWebhookConfigurationKind } from './validatingwebhookconfiguration.ts';
import { volumeAttachmentKind } from './volumeattachment.ts';
import { volumeAttributesClassKind } from './volumeattributesclass.ts';

export const kinds: readonly Kind[] = [
  bindingKind,
  componentStatusKind,
  configMapKind,
  endpointsKind,
  eventKind,
  limitRangeKind,
  namespaceKind,
  nodeKind,
  persistentVolumeClaimKind,
  persistentVolumeKind,
  podKind,
  podTemplateKind,
  replicationControllerKind,
  resourceQuotaKind,
  secretKind,
  serviceAccountKind,
  serviceKind,
  apiServiceKind,
  controllerRevisionKind,
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  newEventKind,
  selfSubjectReviewKind,
  tokenReviewKind,
  localSubjectAccessReviewKind,
  selfSubjectAccessReviewKind,
  selfSubjectRulesReviewKind,
  subjectAccessReviewKind,
  horizontalPodAutoscalerKind,
  horizontalPodAutoscalerV1Kind,
  cronJobKind,
  jobKind,
  certificateSigningRequestKind,
  ingressClassKind,
  ingressKind,
  ipAddressKind,
  networkPolicyKind,
  serviceCidrKind,
  podDisruptionBudgetKind,
  clusterRoleBindingKind,
  clusterRoleKind,
  roleBindingKind,
  roleKind,
  csiDriverKind,
  csiNodeKind,
  csiStorageCapacityKind,
  storageClassKind,
  volumeAttachmentKind,
  volumeAttributesClassKind,
  mutatingWebhookConfigurationKind,
  validatingAdmissionPolicyKind,
  validatingAdmissionPolicyBindingKind,
  validatingWebhookConfigurationKind,
  customResourceDefinitionKind,
  priorityClassKind,
  leaseKind,
  runtimeClassKind,
  endpointSliceKind,
  deviceClassKind,
  resourceClaimKind,
  resourceClaimTemplateKind,
  resourceSliceKind,
  flowSchemaKind,
  priorityLevelConfigurationKind,
];

/** Served beside them where there is a metrics server. */
export const metricsKinds: readonly Kind[] = [nodeMetricsKind, podMetricsKind];
