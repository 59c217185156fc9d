/** Which names a definition gets. Mirrors apiextensions-apiserver pkg/controller/status/naming_controller.go calculateNamesAndConditions. */
import type {
  CrdCondition,
  CrdNames,
  CustomResourceDefinition,
} from '#resources/customresourcedefinition.ts';

interface Taken {
  readonly resources: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/** Names that other definitions of the group have already. */
function takenBy(others: readonly CustomResourceDefinition[]): Taken {
  const names = others.flatMap(({ status }) => status.acceptedNames ?? []);
  return {
    resources: new Set(
      names.flatMap(({ plural, singular = '', shortNames = [] }) => [
        plural,
        singular,
        ...shortNames,
      ]),
    ),
    kinds: new Set(names.flatMap(({ kind, listKind = '' }) => [kind, listKind])),
  };
}

const inUse = (name: string): string => `${JSON.stringify(name)} is already in use`;

export interface Naming {
  readonly names: CrdNames;
  /** NamesAccepted, without its time. */
  readonly condition: CrdCondition;
}

/** The names accepted for a definition, and what is said of those that aren't. */
export function nameDefinition(
  crd: CustomResourceDefinition,
  others: readonly CustomResourceDefinition[],
): Naming {
  const asked = crd.spec.names;
  const had = crd.status.acceptedNames ?? { plural: '', kind: '' };
  const { resources, kinds } = takenBy(others);
  let refused: Pick<CrdCondition, 'reason' | 'message'> | undefined;
  const accept = (reason: string, next: string, old: string, used: ReadonlySet<string>): string => {
    if (next === old || !used.has(next)) return next;
    refused = { reason, message: inUse(next) };
    return old;
  };
  const plural = accept('PluralConflict', asked.plural, had.plural, resources);
  const singular = accept('SingularConflict', asked.singular ?? '', had.singular ?? '', resources);
  const clashing = (asked.shortNames ?? []).filter(
    (name) => !had.shortNames?.includes(name) && resources.has(name),
  );
  if (clashing.length > 0) {
    const all = clashing.map(inUse);
    const message = all.length === 1 ? (all[0] ?? '') : `[${all.join(', ')}]`;
    refused = { reason: 'ShortNamesConflict', message };
  }
  const shortNames = clashing.length > 0 ? had.shortNames : asked.shortNames;
  const kind = accept('KindConflict', asked.kind, had.kind, kinds);
  const listKind = accept('ListKindConflict', asked.listKind ?? '', had.listKind ?? '', kinds);
  const names: CrdNames = {
    ...(asked.categories?.length ? { categories: asked.categories } : {}),
    kind,
    listKind,
    plural,
    ...(shortNames?.length ? { shortNames } : {}),
    singular,
  };
  const condition: CrdCondition = refused
    ? { type: 'NamesAccepted', status: 'False', ...refused }
    : {
        type: 'NamesAccepted',
        status: 'True',
        reason: 'NoConflicts',
        message: 'no conflicts found',
      };
  return { names, condition };
}
