/** The revisions of a Deployment: which there are, what caused them, which one to go back to. */
import type { StringMap } from '#apimachinery/object.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { type DeploymentSets, revisionOf } from '../../deployment-sets.ts';
import type { PodTemplate } from '../../describe/pod-template.ts';
import { writePodTemplate } from '../../describe/pod-template.ts';
import { rawText } from '../../describe/prefix-writer.ts';
import { alignTabs } from '../../describe/tab-writer.ts';
import { KubectlError } from '../../errors.ts';

export const CHANGE_CAUSE = 'kubernetes.io/change-cause';

export interface Revision<T> {
  readonly number: number;
  /** What is kept of it: a ReplicaSet, a ControllerRevision. */
  readonly object: T;
  /** Why it was made, as its annotation says; "" when nobody said. */
  readonly cause: string;
}

/** A Deployment's revisions in order; of two with one number the later ReplicaSet counts. */
export function deploymentRevisions({
  old,
  current,
}: DeploymentSets): readonly Revision<ReplicaSet>[] {
  const byNumber = new Map<number, Revision<ReplicaSet>>();
  for (const object of current ? [...old, current] : old) {
    const number = revisionOf(object);
    const cause = object.metadata.annotations?.[CHANGE_CAUSE] ?? '';
    if (!Number.isNaN(number)) byNumber.set(number, { number, object, cause });
  }
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** The table of `rollout history`. */
export function historyText(revisions: readonly Revision<unknown>[]): string {
  if (revisions.length === 0) return 'No rollout history found.';
  const rows = revisions.map(({ number, cause }) => `${number}\t${cause || '<none>'}\n`);
  return alignTabs(`REVISION\tCHANGE-CAUSE\n${rows.join('')}`);
}

/** A revision's template with its change cause among the annotations, as history shows it. */
export function templateWithCause(template: PodTemplate, cause: string): PodTemplate {
  if (!cause) return template;
  const annotations: StringMap = {
    ...template.metadata?.annotations,
    [CHANGE_CAUSE]: cause,
  };
  return { ...template, metadata: { ...template.metadata, annotations } };
}

/** A template as `rollout history --revision` prints it: tabs stay tabs. */
export const templateText = (template: PodTemplate | undefined): string =>
  rawText((w) => writePodTemplate(w, template));

/** The revision of a number. */
export function findRevision<T>(revisions: readonly Revision<T>[], wanted: number): Revision<T> {
  const found = revisions.find(({ number }) => number === wanted);
  if (!found) throw new KubectlError('unable to find the specified revision');
  return found;
}

/**
 * The revision `rollout undo` goes back to: `wanted`, or with 0 the one before the newest.
 * Mirrors kubectl pkg/polymorphichelpers/rollback.go deploymentRevision.
 */
export function rollbackTarget<T>(
  revisions: readonly Revision<T>[],
  wanted: number,
  nothingBefore: string,
): Revision<T> {
  const found = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted);
  if (found) return found;
  throw new KubectlError(
    wanted === 0 ? nothingBefore : `unable to find specified revision ${wanted} in history`,
  );
}
