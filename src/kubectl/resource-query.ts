/** What a command asks of its arguments, and what they come to. Mirrors cli-runtime pkg/resource/builder.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { ApiResource } from './discovery.ts';

/** One object: of the server, of a file, or only named so far. */
export interface Info {
  readonly resource: ApiResource;
  /** "" for what has no namespace. */
  readonly namespace: string;
  readonly name: string;
  /** The file it was read from; "" when it came from arguments. */
  readonly source: string;
  /** What the server or the file says. Absent for what is only named. */
  readonly object?: KubeObject;
  /** Its text in the file. */
  readonly text?: string;
}

/** What a command wants of its arguments. */
export interface ResourceQuery {
  readonly args?: readonly string[];
  /** Whether a type without a name or selector means all of it (get, describe). */
  readonly allowEmptySelector?: boolean;
  readonly filenames?: readonly string[];
  readonly kustomize?: string;
  readonly recursive?: boolean;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly all?: boolean;
  readonly allNamespaces?: boolean;
  readonly subresource?: string;
  readonly chunkSize?: number;
  readonly singleResourceType?: boolean;
  readonly continueOnError?: boolean;
  /** Asks the server for the newest of what files name. */
  readonly latest?: boolean;
  /** Whether client-side checks of manifests (apiVersion, kind) run. */
  readonly validate?: boolean;
  /** Takes objects as their files say them: no namespace is put in, nothing is asked of the server. */
  readonly local?: boolean;
  /** Namespace instead of the context's. */
  readonly namespace?: string;
}

/** What to fetch: one named object, a selection of a type, or an object that is already here. */
export type Source =
  | { readonly type: 'named'; readonly info: Info }
  | { readonly type: 'object'; readonly info: Info }
  | { readonly type: 'failed'; readonly error: Error }
  | {
      readonly type: 'selection';
      readonly resource: ApiResource;
      readonly namespace: string;
      readonly labelSelector: string;
      readonly fieldSelector: string;
    };

export interface Plan {
  readonly sources: readonly Source[];
  /** One object was asked for, so `-o yaml` prints it alone rather than in a List. */
  readonly singleItemImplied: boolean;
  /** Objects by name (not selections). */
  readonly targetsSingleItems: boolean;
}

/** An Info whose object is there. */
export type FetchedInfo = Info & { readonly object: KubeObject };
