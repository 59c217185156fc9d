/** Objects stamped from one template are defaulted, admitted and validated once (design §3.1). */
import { isEqual } from '#apimachinery/equality.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Incoming } from './incoming.ts';

interface Mould {
  readonly kind: Kind;
  readonly draft: Incoming;
  readonly object: KubeObject;
}

export interface Moulds {
  /** The finished object of an earlier draft with the same spec (by identity), labels, annotations and owner. */
  find(kind: Kind, draft: Incoming, namespace: string): KubeObject | undefined;
  /** Keeps what a draft became. */
  keep(kind: Kind, draft: Incoming, object: KubeObject): void;
  /** Forgets them all: something that admission reads has changed. */
  forget(): void;
}

/** Only what a controller stamps: a spec, a generated name, an owner. Gives the spec. */
const stampedSpec = ({ metadata, spec }: Incoming): object | undefined =>
  metadata?.generateName && metadata.ownerReferences?.length ? spec : undefined;

const partsOf = ({ metadata }: Incoming): readonly unknown[] => [
  metadata?.generateName,
  metadata?.labels,
  metadata?.annotations,
  metadata?.finalizers,
  metadata?.ownerReferences,
];

/** Moulds of one server: what they hold was drawn from its dice. */
export function createMoulds(): Moulds {
  let moulds = new WeakMap<object, Mould>();
  return {
    find: (kind, draft, namespace) => {
      const spec = stampedSpec(draft);
      const mould = spec && moulds.get(spec);
      if (!mould || mould.kind !== kind) return undefined;
      if (mould.object.metadata.namespace !== namespace) return undefined;
      return isEqual(partsOf(mould.draft), partsOf(draft)) ? mould.object : undefined;
    },
    keep: (kind, draft, object) => {
      const spec = stampedSpec(draft);
      if (spec) moulds.set(spec, { kind, draft, object });
    },
    forget: () => {
      moulds = new WeakMap();
    },
  };
}
