/** Annotations kustomize leaves on objects while it builds, and takes away at the end. Mirrors api internal/utils/annotations.go and kyaml kio/kioutil. */

const internal = (name: string): string => `internal.config.kubernetes.io/${name}`;

export const note = {
  previousKinds: internal('previousKinds'),
  previousNames: internal('previousNames'),
  previousNamespaces: internal('previousNamespaces'),
  prefixes: internal('prefixes'),
  suffixes: internal('suffixes'),
  allowNameChange: internal('allowNameChange'),
  allowKindChange: internal('allowKindChange'),
  refBy: internal('refBy'),
  behavior: internal('generatorBehavior'),
  needsHash: internal('needsHashSuffix'),
  origin: 'config.kubernetes.io/origin',
  transformations: 'alpha.config.kubernetes.io/transformations',
  local: 'config.kubernetes.io/local-config',
} as const;

/** Those that never reach the output. */
export const buildNotes: readonly string[] = [
  note.previousKinds,
  note.previousNames,
  note.prefixes,
  note.suffixes,
  note.previousNamespaces,
  note.allowNameChange,
  note.allowKindChange,
  note.refBy,
  note.behavior,
  note.needsHash,
  internal('path'),
  internal('index'),
  internal('seqindent'),
  internal('id'),
  internal('annotations-migration-resource-id'),
  'config.kubernetes.io/path',
  'config.kubernetes.io/index',
  'config.k8s.io/id',
];
