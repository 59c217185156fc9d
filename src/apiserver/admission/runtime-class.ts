/** A pod of a runtime class costs what the class says, and runs where it can. Mirrors kubernetes plugin/pkg/admission/runtimeclass. */
import { isEqual } from '#apimachinery/equality.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Toleration } from '#resources/pods/types.ts';
import { type RuntimeClass, runtimeClassKind } from '#resources/runtimeclass.ts';
import type { AdmissionStep, ServerContext } from '../context.ts';
import { storedObject } from './stored.ts';

const classOf = (server: ServerContext, { spec }: Pod): RuntimeClass | undefined =>
  spec.runtimeClassName === undefined
    ? undefined
    : storedObject(server, runtimeClassKind, '', spec.runtimeClassName);

/** Whether the first tolerates all that the second does. Mirrors pkg/util/tolerations isSuperset. */
function covers(wide: Toleration, narrow: Toleration): boolean {
  if (isEqual(wide, narrow)) return true;
  if (wide.key !== undefined && wide.key !== '' && wide.key !== narrow.key) return false;
  if (wide.effect && wide.effect !== narrow.effect) return false;
  if (wide.effect === 'NoExecute') {
    if (wide.tolerationSeconds !== undefined) {
      const less = narrow.tolerationSeconds;
      if (less === undefined || wide.tolerationSeconds < less) return false;
    }
  }
  if ((wide.operator || 'Equal') === 'Equal') {
    return (narrow.operator || 'Equal') === 'Equal' && (wide.value ?? '') === (narrow.value ?? '');
  }
  return wide.operator === 'Exists';
}

function merged(
  first: readonly Toleration[],
  second: readonly Toleration[],
): readonly Toleration[] {
  const all = [...first, ...second];
  const kept: Toleration[] = [];
  all.forEach((one, at) => {
    const isKnown = kept.some((other) => covers(other, one));
    const isCovered = all.slice(at + 1).some((other) => !isEqual(one, other) && covers(other, one));
    if (!isKnown && !isCovered) kept.push(one);
  });
  return kept;
}

function problem(pod: Pod, found: RuntimeClass | undefined): string | undefined {
  const { runtimeClassName, overhead, nodeSelector = {} } = pod.spec;
  if (runtimeClassName !== undefined && !found) {
    return `pod rejected: RuntimeClass ${JSON.stringify(runtimeClassName)} not found`;
  }
  const fixed = found?.overhead?.podFixed;
  if (!fixed && overhead) {
    return 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead';
  }
  if (fixed && overhead && Object.keys(overhead).length > 0 && !isEqual(fixed, overhead)) {
    return "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";
  }
  const clash = Object.entries(found?.scheduling?.nodeSelector ?? {}).find(
    ([key, value]) => nodeSelector[key] !== undefined && nodeSelector[key] !== value,
  );
  if (!clash) return undefined;
  const [key, value] = clash;
  return `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${nodeSelector[key]}`;
}

function withClass(pod: Pod, { overhead, scheduling }: RuntimeClass): Pod {
  const { nodeSelector, tolerations } = scheduling ?? {};
  const all = scheduling ? merged(pod.spec.tolerations ?? [], tolerations ?? []) : [];
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(overhead?.podFixed ? { overhead: overhead.podFixed } : {}),
      ...(nodeSelector ? { nodeSelector: { ...pod.spec.nodeSelector, ...nodeSelector } } : {}),
      ...(all.length > 0 ? { tolerations: all } : {}),
    },
  };
}

export const runtimeClass: AdmissionStep = {
  name: 'RuntimeClass',
  reads: ['runtimeclasses'],
  mutate: (server, kind, object): KubeObject => {
    if (kind !== podKind) return object;
    const pod = object as Pod;
    const found = classOf(server, pod);
    return found ? withClass(pod, found) : object;
  },
  check: (server, kind, object) => {
    if (kind !== podKind) return;
    const pod = object as Pod;
    const { runtimeClassName, overhead } = pod.spec ?? {};
    if (runtimeClassName === undefined && !overhead) return;
    const why = problem(pod, classOf(server, pod));
    const { name, generateName = '' } = pod.metadata;
    if (why !== undefined) throw forbiddenError(kind, name || generateName, why);
  },
};
