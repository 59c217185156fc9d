/** Who counts what: pods, Services and claims by what they use, everything else by the number. Adding one: its file, and its name here. */
import { type Kind, kindKey } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { ResourceList } from '../pods/requests.ts';
import { addAmounts, maskAmounts } from './amounts.ts';
import { claimEvaluator } from './claims.ts';
import { type Evaluator, isCounted, objectCountEvaluator } from './evaluator.ts';
import { podEvaluator } from './pods.ts';
import { serviceEvaluator } from './services.ts';
import type { ResourceQuota } from './types.ts';

const special: readonly Evaluator[] = [podEvaluator, serviceEvaluator, claimEvaluator];
const byKind = new Map<string, Evaluator>();

/** The evaluator of a kind; undefined for events, which no quota counts. */
export function evaluatorOf(kind: Kind): Evaluator | undefined {
  if (!kind.namespaced || kind.plural === 'events') return undefined;
  const key = kindKey(kind);
  const known = byKind.get(key);
  if (known) return known;
  const own = special.find(({ group, plural }) => group === kind.group && plural === kind.plural);
  const evaluator = own ?? objectCountEvaluator(kind);
  byKind.set(key, evaluator);
  return evaluator;
}

/** What a quota's namespace uses of it. Mirrors apiserver pkg/quota/v1/resources.go CalculateUsage. */
export function quotaUsage(
  quota: ResourceQuota,
  kinds: readonly Kind[],
  objectsOf: (kind: Kind) => readonly KubeObject[],
  nowMs: number,
): ResourceList {
  const hard = quota.spec.hard ?? {};
  const names = Object.keys(hard);
  let used: ResourceList = Object.fromEntries(names.map((name) => [name, '0']));
  for (const kind of kinds) {
    const evaluator = evaluatorOf(kind);
    const wanted = new Set(evaluator?.matching(names));
    if (!evaluator || wanted.size === 0) continue;
    for (const object of objectsOf(kind)) {
      if (!isCounted(evaluator, quota, hard, object)) continue;
      used = addAmounts(used, maskAmounts(evaluator.usage(object, nowMs), wanted));
    }
  }
  return used;
}
