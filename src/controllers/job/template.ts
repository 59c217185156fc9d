/** The pods a Job makes of its template. */
import type { Draft, StringMap } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import type { Job } from '#resources/job.ts';
import {
  COMPLETION_INDEX,
  INDEX_FAILURE_COUNT,
  INDEX_IGNORED_FAILURE_COUNT,
  TRACKING_FINALIZER,
} from '#resources/jobs/labels.ts';
import type { Pod } from '#resources/pod.ts';
import type { Container, PodSpec } from '#resources/pods/types.ts';
import { judgeFailure } from './failure-policy.ts';
import { indexFailures } from './pods.ts';

const INDEX_VARIABLE = 'JOB_COMPLETION_INDEX';
/** A generated name has 63 characters: so many are left for its prefix. */
const MAX_PREFIX = 58;

type Meta = Partial<Draft<Pod>['metadata']>;

function podOf(job: Job, generateName: string, more: Meta, spec: PodSpec): Draft<Pod> {
  const { labels, annotations, finalizers = [] } = job.spec.template.metadata ?? {};
  const tracking = finalizers.includes(TRACKING_FINALIZER) ? [] : [TRACKING_FINALIZER];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName,
      namespace: job.metadata.namespace ?? '',
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      finalizers: [...finalizers, ...tracking],
      ownerReferences: [controllerReference(job)],
      ...more,
    },
    spec,
  };
}

const specOf = ({ spec }: Job): PodSpec => spec.template.spec ?? { containers: [] };

/** A pod of a Job without indexes: all of them are stamped from one. */
export const plainPod = (job: Job): Draft<Pod> =>
  podOf(job, `${job.metadata.name}-`, {}, specOf(job));

/** Each container learns its index from the pod's label. Mirrors addCompletionIndexEnvVariable. */
function withIndexVariable(container: Container): Container {
  const { env = [] } = container;
  if (env.some(({ name }) => name === INDEX_VARIABLE)) return container;
  const fieldPath = `metadata.labels['${COMPLETION_INDEX}']`;
  return {
    ...container,
    env: [...env, { name: INDEX_VARIABLE, valueFrom: { fieldRef: { fieldPath } } }],
  };
}

function withIndexVariables(spec: PodSpec): PodSpec {
  const { initContainers } = spec;
  return {
    ...spec,
    ...(initContainers ? { initContainers: initContainers.map(withIndexVariable) } : {}),
    containers: spec.containers.map(withIndexVariable),
  };
}

/** `job-3-`, cut so that the index stays. Mirrors podGenerateNameWithIndex. */
function indexedPrefix(name: string, index: number): string {
  const end = `-${index}-`;
  return name.length + end.length > MAX_PREFIX
    ? `${name.slice(0, MAX_PREFIX - end.length)}${end}`
    : `${name}${end}`;
}

/** How often the index failed, one more than the pod that is replaced says. Mirrors getNewIndexFailureCounts. */
function failureAnnotations(job: Job, replaced: Pod | undefined): StringMap {
  if (job.spec.backoffLimitPerIndex === undefined) return {};
  if (!replaced) return { [INDEX_FAILURE_COUNT]: '0' };
  const { counted, ignored } = indexFailures(replaced);
  const { counts } = judgeFailure(job.spec.podFailurePolicy, replaced);
  const nextIgnored = counts ? ignored : ignored + 1;
  return {
    [INDEX_FAILURE_COUNT]: `${counts ? counted + 1 : counted}`,
    ...(nextIgnored > 0 ? { [INDEX_IGNORED_FAILURE_COUNT]: `${nextIgnored}` } : {}),
  };
}

/** Makes pods of an Indexed Job by their index; `replaced` is the failed one before it. */
export function indexedPods(job: Job): (index: number, replaced: Pod | undefined) => Draft<Pod> {
  const spec = withIndexVariables(specOf(job));
  const { labels, annotations } = job.spec.template.metadata ?? {};
  const { name } = job.metadata;
  return (index, replaced) => {
    const own = { [COMPLETION_INDEX]: `${index}` };
    const meta = {
      labels: { ...labels, ...own },
      annotations: { ...annotations, ...own, ...failureAnnotations(job, replaced) },
    };
    const hostname = `${name}-${index}`;
    return podOf(job, indexedPrefix(name, index), meta, { ...spec, hostname });
  };
}
