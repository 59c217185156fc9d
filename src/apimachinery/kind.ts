/** What a kind declares about itself; the API server and kubectl ask, and never know kinds by name. */
import type { FieldError } from './field-error.ts';
import { memoised } from './intern.ts';
import type { Json, KubeObject } from './object.ts';
import type { Schema } from './schema.ts';
import type { DecodeResult } from './schema-decode.ts';

/** A table cell as the server sends it. */
export type Cell = string | number | boolean | null;

/** One column of `kubectl get`; `priority` above 0 shows only with `-o wide`. */
export interface Column<T extends KubeObject = KubeObject> {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format?: string;
  readonly priority?: number;
  readonly description: string;
  /** `nowMs` is the server's time, for ages. */
  cell(object: T, nowMs: number): Cell;
}

export type ApiVerb =
  | 'create'
  | 'delete'
  | 'deletecollection'
  | 'get'
  | 'list'
  | 'patch'
  | 'update'
  | 'watch';

/** How the `scale` subresource reads and writes a kind. */
export interface ScaleMapping<T extends KubeObject = KubeObject> {
  replicas(object: T): number;
  statusReplicas(object: T): number;
  /** The selector as text: `app=web,tier in (a,b)`. */
  selector(object: T): string;
  withReplicas(object: T, replicas: number): T;
}

/** What `prepareCreate`, `defaults` and deletion may ask of the world. */
export interface KindContext {
  readonly nowMs: number;
  /** Draws from the seeded dice: a number in [0, below). */
  integer(below: number): number;
  /** Every stored object of a kind, for allocation (cluster IPs, node ports). */
  stored(kind: Kind): readonly KubeObject[];
}

/**
 * A kind that is another's objects in other words: autoscaling/v1 over autoscaling/v2, events.k8s.io over "".
 * Both functions get and give whole immutable objects; `apiVersion` and `kind` are set by the server. What comes
 * in is defaulted as this kind, converted, then defaulted, admitted, validated and stored as the other.
 */
export interface StoredAs {
  /** The kind whose table holds the objects; it is not stored as another itself. */
  readonly kind: Kind;
  toStored(object: KubeObject): KubeObject;
  fromStored(object: KubeObject): KubeObject;
}

/** Reads the text a field selector compares. (A method's type, so that a Kind<Pod> is a Kind.) */
type FieldReader<T> = { read(object: T): string }['read'];

/** How a subresource changes a part of an object's spec: what it takes of a request, and what it refuses. */
export interface PartRules<T extends KubeObject = KubeObject> {
  /** `old` with the part of `next`; the rest of `next` doesn't count. */
  prepareUpdate(next: T, old: T, context: KindContext): T;
  /** Metadata is checked already. */
  validateUpdate(next: T, old: T, context: KindContext): readonly FieldError[];
  /** Whether admission has a say. */
  readonly isAdmitted?: true;
}

/**
 * One kind of object. Functions get and give immutable objects and must share what they don't
 * change: returning the argument itself is how "nothing to do" is said.
 */
export interface Kind<T extends KubeObject = KubeObject> {
  /** "" for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** `deployments` */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** `["all"]` */
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly ApiVerb[];
  /** Name of the OpenAPI definition: `io.k8s.api.apps.v1.Deployment`. */
  readonly schema: string;
  /** The fields themselves, for kinds that a CustomResourceDefinition makes: `schema` then names nothing. */
  readonly structure?: Schema;
  /** Reads a body in place of the schema's decoder, for such kinds. */
  decode?(value: Json): DecodeResult;
  /** Whether an update leaves everything as it was that `metadata.generation` counts; without it, the spec. */
  isSameSpec?(next: T, old: T): boolean;
  /** The object as it is when a delete begins: with the finalizers that must act first. */
  prepareDelete?(object: T, context: KindContext): T;
  /** The same as OpenAPI has it, for such kinds. */
  readonly openApi?: () => Readonly<Record<string, unknown>>;
  readonly hasStatus: boolean;
  readonly scale?: ScaleMapping<T>;
  readonly columns: readonly Column<T>[];
  /** Field selectors beyond metadata.name and metadata.namespace: `status.phase`. */
  readonly fields?: Readonly<Record<string, FieldReader<T>>>;
  /** Whether `metadata.generation` counts spec changes. */
  readonly hasGeneration: boolean;
  /** Fills in what was left out. Mirrors upstream's SetDefaults_*. */
  defaults(object: T, context: KindContext): T;
  /** Resets what a client may not set (status), allocates (IPs), on create. */
  prepareCreate?(object: T, context: KindContext): T;
  /** Carries over what a client may not change on update (status, allocated fields). */
  prepareUpdate?(next: T, old: T, context: KindContext): T;
  validate(object: T, context: KindContext): readonly FieldError[];
  validateUpdate?(next: T, old: T, context: KindContext): readonly FieldError[];
  /** Whether an update is judged by `validateUpdate` alone, without `validate`. */
  readonly judgesUpdateAlone?: true;
  /** What a write of the status alone changes besides: `old` with the status of the request comes in. */
  prepareStatusUpdate?(next: T, old: T, context: KindContext): T;
  /** Refuses a write of the status alone; metadata is checked already. */
  validateStatusUpdate?(next: T, old: T, context: KindContext): readonly FieldError[];
  /** How the `approval` subresource writes the status, for kinds that have it. */
  readonly approval?: {
    prepareStatusUpdate(next: T, old: T, context: KindContext): T;
    validateStatusUpdate(next: T, old: T, context: KindContext): readonly FieldError[];
  };
  /** Subresources that change a part of the spec, by name: `ephemeralcontainers`, `resize`. */
  readonly parts?: Readonly<Record<string, PartRules<T>>>;
  /** Warnings sent back in `Warning:` headers, without the "Warning: ". */
  warnings?(object: T, isNew: boolean): readonly string[];
  /** Made anew for every answer: its objects have a name and nothing else in their metadata. */
  readonly isComputed?: boolean;
  /** Sent as a warning with every answer about the kind. */
  readonly deprecation?: string;
  /** Seconds an object lingers after a delete (pods: 30, 0 when unscheduled); undefined: gone at once. */
  graceSeconds?(object: T, asked: number | undefined): number | undefined;
  /** How children go when a delete names no policy. */
  readonly defaultPropagation?: 'Background' | 'Orphan';
  /** How long an object is kept after its last write (events: an hour); undefined: for ever. */
  readonly lifetimeMs?: number;
  /** Whether a DELETE that removes at once answers with the object (pods, services, …) or a Status. */
  readonly returnsDeleted?: boolean;
  /** Set on a kind without a table of its own: reads, writes, lists and watches convert. */
  readonly storedAs?: StoredAs;
  /** Finalizers an object is created with in `spec.finalizers` (namespaces). */
  readonly finalizesInSpec?: boolean;
}

/** `apps/v1`, `v1` */
export const apiVersionOf = (kind: { readonly group: string; readonly version: string }): string =>
  kind.group ? `${kind.group}/${kind.version}` : kind.version;

/** Names a kind among all: `apps/v1/Deployment`. */
export const kindKey: (kind: {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}) => string = memoised((kind) => `${apiVersionOf(kind)}/${kind.kind}`);

/** The kind whose table holds the objects of `kind`: itself, unless it is stored as another. */
export const storedKindOf = (kind: Kind): Kind => kind.storedAs?.kind ?? kind;

/** The kinds that have objects of their own: for whoever visits every object once. */
export const withTables = (kinds: readonly Kind[]): readonly Kind[] =>
  kinds.filter(({ storedAs }) => !storedAs);
