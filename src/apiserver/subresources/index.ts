/** The subresources there are, and which kinds have them. Adding one: its file, and its line here. */
import type { Kind } from '#apimachinery/kind.ts';

export interface Subresource {
  readonly name: string;
  /** What it speaks of when not of the kind itself. */
  readonly responseKind?: {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  };
  readonly verbs: readonly string[];
  belongsTo(kind: Kind): boolean;
}

const isOf = (plural: string) => (kind: Kind) => kind.plural === plural && kind.group === '';

/** In the order discovery lists them. */
const subresources: readonly Subresource[] = [
  {
    name: 'binding',
    responseKind: { group: '', version: 'v1', kind: 'Binding' },
    verbs: ['create'],
    belongsTo: isOf('pods'),
  },
  {
    name: 'eviction',
    responseKind: { group: 'policy', version: 'v1', kind: 'Eviction' },
    verbs: ['create'],
    belongsTo: isOf('pods'),
  },
  { name: 'finalize', verbs: ['update'], belongsTo: (kind) => kind.finalizesInSpec === true },
  { name: 'log', verbs: ['get'], belongsTo: isOf('pods') },
  {
    name: 'scale',
    responseKind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
    verbs: ['get', 'patch', 'update'],
    belongsTo: (kind) => kind.scale !== undefined,
  },
  {
    name: 'status',
    verbs: ['get', 'patch', 'update'],
    belongsTo: (kind) => kind.hasStatus,
  },
];

/** What a kind offers beside itself. */
export const subresourcesOf = (kind: Kind): readonly Subresource[] =>
  subresources.filter((one) => one.belongsTo(kind));
