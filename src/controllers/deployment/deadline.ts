/** Whether a Deployment has a progress deadline. */
import type { Deployment } from '#resources/deployment.ts';

/** The largest 32 bit number: how a manifest says "never". */
export const never = 0x7fffffff;

/** Mirrors kubernetes pkg/controller/deployment/util HasProgressDeadline. */
export const hasProgressDeadline = ({ spec }: Deployment): boolean =>
  spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== never;
