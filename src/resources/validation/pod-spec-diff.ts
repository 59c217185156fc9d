/** The difference between two pod specs as a refused update shows it. Mirrors apimachinery pkg/util/diff/diff.go Diff. */
import type { PodSpec } from '../pods/types.ts';
import { unifiedDiff } from './internal-diff.ts';
import { internalPodSpec } from './pod-spec-internal.ts';

/** A unified diff of the two, three lines around each change, without a head. */
export const podSpecDiff = (old: PodSpec, next: PodSpec): string =>
  unifiedDiff(internalPodSpec(old), internalPodSpec(next));
