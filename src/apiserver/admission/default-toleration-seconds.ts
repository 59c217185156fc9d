/** Pods stay 300 s on a node that is not ready or not reachable, unless they say otherwise. Mirrors kubernetes plugin/pkg/admission/defaulttolerationseconds. */
import { memoised } from '#apimachinery/intern.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { AdmissionStep } from '../context.ts';
import { isPod, type PodLike, type PodSpecLike, type TolerationLike } from './pod-like.ts';

const TAINTS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];
const defaults: readonly TolerationLike[] = TAINTS.map((key) => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

const tolerates = (one: TolerationLike, taint: string): boolean =>
  (one.key === taint || !one.key) && (one.effect === 'NoExecute' || !one.effect);

const withDefaults = memoised((spec: PodSpecLike): PodSpecLike => {
  const own = spec.tolerations ?? [];
  const missing = defaults.filter(({ key }) => !own.some((one) => tolerates(one, key ?? '')));
  return missing.length === 0 ? spec : { ...spec, tolerations: [...own, ...missing] };
});

export const defaultTolerationSeconds: AdmissionStep = {
  name: 'DefaultTolerationSeconds',
  mutate: (_server, kind, object): KubeObject => {
    if (!isPod(kind)) return object;
    const pod = object as PodLike;
    const spec = withDefaults(pod.spec);
    return spec === pod.spec ? object : ({ ...pod, spec } as KubeObject);
  },
};
