/** The containers of a pod by name, and which one is meant when none is named. Mirrors kubectl pkg/cmd/util/podcmd. */
import type { Pod } from '#resources/pod.ts';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** In the order messages name them, with what they are. */
export function containersOf({
  spec,
}: Pod): readonly { name: string; role: '' | 'init' | 'ephem' }[] {
  const of = (
    list: readonly { readonly name: string }[] | undefined,
    role: '' | 'init' | 'ephem',
  ) => (list ?? []).map(({ name }) => ({ name, role }));
  return [
    ...of(spec.containers, ''),
    ...of(spec.ephemeralContainers, 'ephem'),
    ...of(spec.initContainers, 'init'),
  ];
}

/** `app, first (init), second (init)` */
const containerNames = (pod: Pod): string =>
  containersOf(pod)
    .map(({ name, role }) => (role ? `${name} (${role})` : name))
    .join(', ');

export interface ChosenContainer {
  readonly name: string;
  /** What to say on standard error; "" when nothing. */
  readonly notice: string;
}

/** The annotated container, else the first. */
export function defaultContainer(pod: Pod): ChosenContainer {
  const wanted = pod.metadata.annotations?.[DEFAULT_CONTAINER];
  const all = containersOf(pod);
  if (wanted && all.some(({ name }) => name === wanted)) return { name: wanted, notice: '' };
  const missing = wanted
    ? `Default container name ${JSON.stringify(wanted)} not found in pod ${pod.metadata.name}\n`
    : '';
  const name = pod.spec.containers[0]?.name ?? '';
  const notice =
    all.length > 1
      ? `Defaulted container ${JSON.stringify(name)} out of: ${containerNames(pod)}\n`
      : '';
  return { name, notice: missing + notice };
}
