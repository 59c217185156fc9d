/** The API as plain data: what callers ask and what the server answers, before any HTTP. */
import type { DuplexStream, PortTunnel } from './duplex.ts';
import type { Kind } from './kind.ts';
import type { Json, KubeObject } from './object.ts';

/** Who asks, and because of what (design §3.4). */
export interface Actor {
  /** `kubectl`, `deployment-controller`, `kubelet/node-2`; also the field manager when none is named. */
  readonly name: string;
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  /** What else is known of the user: `authentication.kubernetes.io/pod-name`. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  /** The program it runs in, for managedFields: `kube-controller-manager`, `kubelet`; else its name. */
  readonly manager?: string;
}

type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** One change of the store. Kept as history: the truth for watch, timeline and history checks. */
export interface StoreEvent {
  /** resourceVersion of the change, as a number. Invariant: grows by at least 1. */
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly kind: Kind;
  readonly object: KubeObject;
  /** What it was before; undefined when ADDED. */
  readonly previous: KubeObject | undefined;
  readonly timeMs: number;
  readonly actor: string;
  /** Revision of the event that this write reacted to; 0 for a user's command, a timer or a fault. */
  readonly cause: number;
}

export interface ListOptions {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

export type PropagationPolicy = 'Orphan' | 'Background' | 'Foreground';

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number | undefined;
  readonly propagationPolicy?: PropagationPolicy | undefined;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string } | undefined;
  readonly dryRun?: boolean | undefined;
}

export type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

export interface WriteOptions {
  readonly dryRun?: boolean | undefined;
  readonly fieldManager?: string | undefined;
  /** How unknown and duplicate fields are met; Ignore for in-process callers. */
  readonly fieldValidation?: 'Ignore' | 'Warn' | 'Strict' | undefined;
  readonly force?: boolean | undefined;
  /** The kind the caller speaks, where it is stored as another: managedFields name its version. */
  readonly spokenKind?: Kind | undefined;
}

export type Subresource =
  | ''
  | 'status'
  | 'scale'
  | 'binding'
  | 'eviction'
  | 'finalize'
  | 'log'
  | string;

/**
 * An HTTP request without HTTP. `path` has the query: `/api/v1/namespaces/default/pods?limit=500`.
 * `body` is parsed JSON (or YAML); `text` is kept beside it where duplicates of keys must be seen.
 */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | string;
  readonly path: string;
  /** Lower-case names: `accept`, `content-type`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json | KubeObject | undefined;
  readonly text?: string | undefined;
  /** Why the text is no JSON (or YAML: `yaml: line 2: …`), in Go's words; then there is no body. */
  readonly syntaxError?: string | undefined;
  readonly actor?: Actor | undefined;
  /** The client's certificate (PEM), as TLS hands it over. */
  readonly certificate?: string | undefined;
}

/** One line of a watch answer: an object, or a Table with one row. */
export interface WatchFrame {
  readonly type: WatchEventType;
  readonly object: unknown;
}

/** A stream the server pushes into until it is closed by either side. Synchronous. */
export interface WatchStream<Frame = WatchFrame> {
  /** Called at once with what is there, then with every change. */
  start(onFrame: (frame: Frame) => void, onEnd: () => void): void;
  close(): void;
}

/** What `kubectl logs` asks for. Names as in the query of the request. */
export interface LogQuery {
  readonly container: string;
  readonly follow: boolean;
  readonly previous: boolean;
  readonly timestamps: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
}

export interface ApiResponse {
  readonly code: number;
  /** `application/json` unless said otherwise (`text/plain` for /healthz and logs). */
  readonly contentType?: string;
  readonly body: unknown;
  /** Headers beside these: `etag`, `vary`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Texts for `Warning:` headers, without the `299 - `. */
  readonly warnings?: readonly string[];
  /** Set for watches (frames) and followed logs (strings); then `body` is undefined. */
  readonly stream?: WatchStream<WatchFrame> | undefined;
  readonly textStream?: WatchStream<string> | undefined;
  /** Set for exec and attach: both sides talk. Over HTTP the connection is upgraded. */
  readonly duplex?: DuplexStream | undefined;
  /** Set for port-forward. */
  readonly tunnel?: PortTunnel | undefined;
}

/** Narrows a subscription: those outside it cost nothing. */
export interface SubscribeScope {
  readonly kind?: Kind | undefined;
  /** Only objects whose spec.nodeName is or was this. */
  readonly nodeName?: string | undefined;
}

/** One thing that is wrong, in the server's words. */
export interface Finding {
  /** `spec.template.spec.containers[0].image`; "" when it is the whole object. */
  readonly field: string;
  readonly message: string;
  /** Whether the field's name is what is wrong, not its value. */
  readonly isName?: true;
}

/** What an API server is to those above it: the direct calls of loops, and requests as data. */
export interface Api {
  get(kind: Kind, namespace: string, name: string): KubeObject | undefined;
  list(kind: Kind, options?: ListOptions): readonly KubeObject[];
  create(kind: Kind, object: unknown, call: Call, options?: WriteOptions): KubeObject;
  /** Replaces the object (or its `subresource`); refuses with Conflict when resourceVersion is old. */
  update(
    kind: Kind,
    object: KubeObject,
    call: Call,
    subresource?: Subresource,
    options?: WriteOptions,
  ): KubeObject;
  patch(
    kind: Kind,
    namespace: string,
    name: string,
    type: PatchType,
    patch: unknown,
    call: Call,
    subresource?: Subresource,
    options?: WriteOptions,
  ): KubeObject;
  /** The object as it is after the call: gone, or marked with a deletionTimestamp. */
  delete(
    kind: Kind,
    namespace: string,
    name: string,
    call: Call,
    options?: DeleteOptions,
  ): KubeObject;
  bind(namespace: string, pod: string, node: string, call: Call): void;
  /** Asks politely: a PodDisruptionBudget may refuse with 429. */
  evict(namespace: string, pod: string, call: Call, options?: DeleteOptions): void;
  /** Objects of a kind by an index: O(1) to find, nothing is filtered. */
  byOwner(kind: Kind, ownerUid: string): readonly KubeObject[];
  byNode(nodeName: string): readonly KubeObject[];
  byLabel(kind: Kind, namespace: string, label: string, value: string): readonly KubeObject[];
  /** Every change from now on, at once and in order, in the same turn as the write. */
  subscribe(listener: (event: StoreEvent) => void, scope?: SubscribeScope): () => void;
  handle(request: ApiRequest): ApiResponse;
  /** Every kind served now. The list is another one when a CustomResourceDefinition adds or takes away some. */
  kinds(): readonly Kind[];
  /** Tells of each kind with objects of its own: those there are, at once, and each that comes later. */
  eachKind(listener: (kind: Kind) => void): void;
}

/** The head of a write: who, and because of which revision (0: by itself). */
export interface Call {
  readonly actor: Actor;
  readonly cause: number;
}
