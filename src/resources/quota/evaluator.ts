/** What counts against a quota, kind by kind. Mirrors apiserver pkg/quota/v1/interfaces.go Evaluator. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { ResourceList } from '../pods/requests.ts';
import type { ResourceQuota, ScopeRequirement } from './types.ts';

export interface Evaluator {
  readonly group: string;
  /** `pods` */
  readonly plural: string;
  /** Whether updates may use up more, too; creates always do. */
  countsUpdate(next: KubeObject, old: KubeObject): boolean;
  /** Of these resources, those that its objects use. */
  matching(names: readonly string[]): readonly string[];
  usage(object: KubeObject, nowMs: number): ResourceList;
  isInScope(scope: ScopeRequirement, object: KubeObject): boolean;
  /** Why an object may not come in under a quota of these resources. */
  problem?(required: readonly string[], object: KubeObject): string | undefined;
  /** Whether a change gave something back. */
  givesBack?(next: KubeObject, old: KubeObject, nowMs: number): boolean;
}

/** `count/deployments.apps` */
export const countName = ({ group, plural }: Pick<Kind, 'group' | 'plural'>): string =>
  `count/${group ? `${plural}.${group}` : plural}`;

/** A quota's scopes and scope selector, as one list. */
export const scopesOf = ({ spec }: ResourceQuota): readonly ScopeRequirement[] => [
  ...(spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists' })),
  ...(spec.scopeSelector?.matchExpressions ?? []),
];

/** Whether an object of the evaluator's kind counts against a quota. Mirrors generic/evaluator.go Matches. */
export const isCounted = (
  evaluator: Evaluator,
  quota: ResourceQuota,
  hard: ResourceList,
  object: KubeObject,
): boolean =>
  evaluator.matching(Object.keys(hard)).length > 0 &&
  scopesOf(quota).every((scope) => evaluator.isInScope(scope, object));

/** Kinds that had a name of their own before `count/…`. */
const ALIASES = ['configmaps', 'replicationcontrollers', 'resourcequotas', 'secrets'];

/** Counts objects of any kind, and nothing else. Mirrors generic/evaluator.go objectCountEvaluator. */
export function objectCountEvaluator({ group, plural }: Pick<Kind, 'group' | 'plural'>): Evaluator {
  const count = countName({ group, plural });
  const names = group === '' && ALIASES.includes(plural) ? [count, plural] : [count];
  const one: ResourceList = Object.fromEntries(names.map((name) => [name, '1']));
  return {
    group,
    plural,
    countsUpdate: () => false,
    matching: (asked) => asked.filter((name) => names.includes(name)),
    usage: () => one,
    isInScope: () => false,
  };
}
