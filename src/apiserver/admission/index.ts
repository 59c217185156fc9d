/** The steps of admission, in the order upstream runs them. Adding one: its file, and its name here. */

import type { AdmissionStep } from '../context.ts';
import { defaultTolerationSeconds } from './default-toleration-seconds.ts';
import { namespaceLifecycle } from './namespace-lifecycle.ts';
import { priority } from './priority.ts';
import { serviceAccount } from './service-account.ts';

export const admissionSteps: readonly AdmissionStep[] = [
  namespaceLifecycle,
  serviceAccount,
  defaultTolerationSeconds,
  priority,
];
