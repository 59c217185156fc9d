/** The subresources there are, and which kinds have them. Adding one: its file, and its line here. */
import { memoised } from '#apimachinery/intern.ts';
import type { Kind } from '#apimachinery/kind.ts';

export interface Subresource {
  readonly name: string;
  /** What it speaks of when not of the kind itself; without a version when that is said nowhere. */
  readonly responseKind?: {
    readonly group?: string;
    readonly version?: string;
    readonly kind: string;
  };
  readonly verbs: readonly string[];
  belongsTo(kind: Kind): boolean;
}

const isOf = (plural: string) => (kind: Kind) => kind.plural === plural && kind.group === '';

const CHANGE = ['get', 'patch', 'update'];
const CONNECT = ['create', 'get'];

/** In the order discovery lists them. */
const subresources: readonly Subresource[] = [
  {
    name: 'approval',
    verbs: ['get', 'patch', 'update'],
    belongsTo: (kind) => kind.approval !== undefined,
  },
  {
    name: 'attach',
    responseKind: { kind: 'PodAttachOptions' },
    verbs: CONNECT,
    belongsTo: isOf('pods'),
  },
  {
    name: 'binding',
    responseKind: { kind: 'Binding' },
    verbs: ['create'],
    belongsTo: isOf('pods'),
  },
  { name: 'ephemeralcontainers', verbs: CHANGE, belongsTo: isOf('pods') },
  {
    name: 'eviction',
    responseKind: { group: 'policy', version: 'v1', kind: 'Eviction' },
    verbs: ['create'],
    belongsTo: isOf('pods'),
  },
  {
    name: 'exec',
    responseKind: { kind: 'PodExecOptions' },
    verbs: CONNECT,
    belongsTo: isOf('pods'),
  },
  { name: 'finalize', verbs: ['update'], belongsTo: (kind) => kind.finalizesInSpec === true },
  { name: 'log', verbs: ['get'], belongsTo: isOf('pods') },
  {
    name: 'portforward',
    responseKind: { kind: 'PodPortForwardOptions' },
    verbs: CONNECT,
    belongsTo: isOf('pods'),
  },
  ...['Node', 'Pod', 'Service'].map((kind) => ({
    name: 'proxy',
    responseKind: { kind: `${kind}ProxyOptions` },
    verbs: ['create', 'delete', 'get', 'patch', 'update'],
    belongsTo: isOf(`${kind.toLowerCase()}s`),
  })),
  { name: 'resize', verbs: CHANGE, belongsTo: isOf('pods') },
  {
    name: 'scale',
    responseKind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
    verbs: CHANGE,
    belongsTo: (kind) => kind.scale !== undefined,
  },
  {
    name: 'status',
    verbs: CHANGE,
    belongsTo: (kind) => kind.hasStatus,
  },
  {
    name: 'token',
    responseKind: { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' },
    verbs: ['create'],
    belongsTo: isOf('serviceaccounts'),
  },
];

/** What a kind offers beside itself. Custom resources list their status first. */
export const subresourcesOf = memoised((kind: Kind): readonly Subresource[] => {
  const own = subresources.filter((one) => one.belongsTo(kind));
  return kind.structure ? own.toReversed() : own;
});
