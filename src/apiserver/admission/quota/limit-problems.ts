/** What is outside a limit range's bounds, in upstream's words. Mirrors kubernetes plugin/pkg/admission/limitranger/admission.go PodValidateLimitFunc. */
import { parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { LimitRange, LimitRangeItem } from '#resources/limitrange.ts';
import type { PersistentVolumeClaim } from '#resources/persistentvolumeclaim.ts';
import type { Pod } from '#resources/pod.ts';
import { podAmounts, type ResourceList } from '#resources/pods/requests.ts';

/** What is asked for and what is the most, of a container, a pod or a claim. */
interface Asked {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

const nanos = (amount: string): bigint => parseQuantity(amount).nanos;
const printed = (amount: string): string => printQuantity(parseQuantity(amount));

function minProblem(
  type: string,
  name: string,
  least: string,
  { requests, limits }: Asked,
): string | undefined {
  const head = `minimum ${name} usage per ${type} is ${printed(least)}`;
  const [request, limit] = [requests[name], limits[name]];
  if (request === undefined) return `${head}.  No request is specified`;
  if (nanos(request) < nanos(least)) return `${head}, but request is ${printed(request)}`;
  if (limit !== undefined && nanos(limit) < nanos(least)) {
    return `${head}, but limit is ${printed(limit)}`;
  }
  return undefined;
}

function maxProblem(
  type: string,
  name: string,
  most: string,
  { requests, limits }: Asked,
): string | undefined {
  const head = `maximum ${name} usage per ${type} is ${printed(most)}`;
  const [request, limit] = [requests[name], limits[name]];
  if (limit === undefined) return `${head}.  No limit is specified`;
  if (nanos(limit) > nanos(most)) return `${head}, but limit is ${printed(limit)}`;
  if (request !== undefined && nanos(request) > nanos(most)) {
    return `${head}, but request is ${printed(request)}`;
  }
  return undefined;
}

function ratioProblem(
  type: string,
  name: string,
  most: string,
  { requests, limits }: Asked,
): string | undefined {
  const head = `${name} max limit to request ratio per ${type} is ${printed(most)}`;
  const [request, limit] = [requests[name] ?? '0', limits[name] ?? '0'];
  if (nanos(request) === 0n) return `${head}, but no request is specified or request is 0`;
  if (nanos(limit) === 0n) return `${head}, but no limit is specified or limit is 0`;
  const ratio = Number(nanos(limit)) / Number(nanos(request));
  return ratio > Number(nanos(most)) / 1e9
    ? `${head}, but provided ratio is ${ratio.toFixed(6)}`
    : undefined;
}

type Rule = typeof minProblem;

const problemsOf = (
  item: LimitRangeItem,
  bounds: ResourceList | undefined,
  rule: Rule,
  asked: Asked,
): readonly string[] =>
  Object.entries(bounds ?? {}).flatMap(
    ([name, bound]) => rule(item.type, name, bound, asked) ?? [],
  );

const outside = (item: LimitRangeItem, asked: Asked): readonly string[] => [
  ...problemsOf(item, item.min, minProblem, asked),
  ...problemsOf(item, item.max, maxProblem, asked),
  ...problemsOf(item, item.maxLimitRequestRatio, ratioProblem, asked),
];

/** Everything of a pod that a limit range refuses. */
export function podProblems({ spec }: LimitRange, pod: Pod): readonly string[] {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  return spec.limits.flatMap((item) => {
    if (item.type === 'Container') {
      return containers.flatMap(({ resources }) =>
        outside(item, { requests: resources?.requests ?? {}, limits: resources?.limits ?? {} }),
      );
    }
    if (item.type !== 'Pod') return [];
    const requests = podAmounts(pod.spec, 'requests');
    return outside(item, { requests, limits: podAmounts(pod.spec, 'limits') });
  });
}

/** The same for a claim: it has requests alone. */
export function claimProblems(
  { spec }: LimitRange,
  claim: PersistentVolumeClaim,
): readonly string[] {
  const requests = claim.spec.resources?.requests ?? {};
  return spec.limits
    .filter(({ type }) => type === 'PersistentVolumeClaim')
    .flatMap((item) => [
      ...problemsOf(item, item.min, minProblem, { requests, limits: {} }),
      // The most is compared with what is asked for.
      ...Object.entries(item.max ?? {}).flatMap(([name, most]) => {
        const head = `maximum ${name} usage per ${item.type} is ${printed(most)}`;
        const request = requests[name];
        if (request === undefined) return [`${head}.  No request is specified`];
        return nanos(request) > nanos(most) ? [`${head}, but request is ${printed(request)}`] : [];
      }),
    ]);
}
