/** The labels, annotations and the finalizer that tie pods to their Job. Mirrors kubernetes pkg/apis/batch/types.go. */

export const JOB_NAME = 'batch.kubernetes.io/job-name';
export const CONTROLLER_UID = 'batch.kubernetes.io/controller-uid';
/** Before 1.27 the two had no prefix; both forms are kept. */
export const OLD_JOB_NAME = 'job-name';
export const OLD_CONTROLLER_UID = 'controller-uid';
/** Both a label and an annotation. */
export const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';
export const INDEX_FAILURE_COUNT = 'batch.kubernetes.io/job-index-failure-count';
export const INDEX_IGNORED_FAILURE_COUNT = 'batch.kubernetes.io/job-index-ignored-failure-count';
/** Holds a pod until its end is counted. */
export const TRACKING_FINALIZER = 'batch.kubernetes.io/job-tracking';
/** The only value of spec.managedBy that the cluster's own controller answers to. */
export const JOB_CONTROLLER = 'kubernetes.io/job-controller';
