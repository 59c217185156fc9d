/** What kinds that make pods share: the columns of their template, and how they are scaled. */
import type { Column, ScaleMapping } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { formatLabelSelector, printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import { column } from './columns.ts';

type Containers = readonly { readonly name: string; readonly image?: string }[];
type LabelSelector = Parameters<typeof selectorOfObject>[0];

const wide = { wide: true };

/** `nginx,sidecar` and `nginx:1.21,busybox`: what a template's containers are called and made of. */
export const joined = (containers: Containers, field: 'name' | 'image'): string =>
  containers.map((container) => container[field] ?? '').join(',');

/** Containers and Images, with `-o wide`. */
export const containerColumns = <T extends KubeObject>(
  containersOf: (object: T) => Containers,
): readonly Column<T>[] => [
  column(
    'Containers',
    "Names of its template's containers.",
    (object) => joined(containersOf(object), 'name'),
    wide,
  ),
  column(
    'Images',
    "Images of its template's containers.",
    (object) => joined(containersOf(object), 'image'),
    wide,
  ),
];

/** Selector, with `-o wide`: a text that is made of the object. */
export const selectorColumn = <T extends KubeObject>(
  print: (object: T) => string,
  description = 'Which pods are its own.',
): Column<T> => column('Selector', description, print, wide);

/** Selector, of a kind that has it in `spec.selector`. */
export const labelSelectorColumn = <
  T extends KubeObject & { readonly spec: { readonly selector?: LabelSelector } },
>(): Column<T> => selectorColumn(({ spec }) => formatLabelSelector(spec.selector));

interface Replicated extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector };
  readonly status: { readonly replicas?: number };
}

/** The scale of a kind with `spec.replicas` (1 where it isn't said), `status.replicas` and `spec.selector`. */
export const replicaScale = <T extends Replicated>(): ScaleMapping<T> => ({
  replicas: ({ spec }) => spec.replicas ?? 1,
  statusReplicas: ({ status }) => status.replicas ?? 0,
  selector: ({ spec }) => printSelector(selectorOfObject(spec.selector)),
  withReplicas: (object, replicas) => ({ ...object, spec: { ...object.spec, replicas } }),
});

interface Counting extends Replicated {
  readonly status: { readonly replicas?: number; readonly readyReplicas?: number };
}

const integer = { type: 'integer' } as const;

/** Desired, Current and Ready; `unsaid` is what `spec.replicas` means where it isn't said. */
export const countColumns = <T extends Counting>(unsaid: number): readonly Column<T>[] => [
  column('Desired', 'How many pods it shall have.', ({ spec }) => spec.replicas ?? unsaid, integer),
  column('Current', 'How many it has.', ({ status }) => status.replicas ?? 0, integer),
  column(
    'Ready',
    'How many of them are ready.',
    ({ status }) => status.readyReplicas ?? 0,
    integer,
  ),
];
