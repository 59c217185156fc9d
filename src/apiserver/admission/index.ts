/** The steps of admission, in the order upstream runs them. Adding one: its file, and its name here. */

import type { AdmissionStep } from '../context.ts';
import { certificateRequester } from './certificate-requester.ts';
import { defaultIngressClass } from './default-ingress-class.ts';
import { defaultTolerationSeconds } from './default-toleration-seconds.ts';
import { namespaceLifecycle } from './namespace-lifecycle.ts';
import { priority } from './priority.ts';
import { limitRanger } from './quota/limit-ranger.ts';
import { resourceQuota } from './quota/resource-quota.ts';
import { rbacEscalation } from './rbac-escalation.ts';
import { runtimeClass } from './runtime-class.ts';
import { serviceAccount } from './service-account.ts';
import { persistentVolumeClaimResize } from './storage/claim-resize.ts';
import { defaultStorageClass } from './storage/default-storage-class.ts';
import { storageObjectInUseProtection } from './storage/object-in-use-protection.ts';

export const admissionSteps: readonly AdmissionStep[] = [
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
  persistentVolumeClaimResize,
  runtimeClass,
  defaultIngressClass,
  certificateRequester,
  rbacEscalation,
  resourceQuota,
];
