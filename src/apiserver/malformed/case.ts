/** One malformed request, as it goes over the wire. */
import type { Json } from '#apimachinery/object.ts';

export interface MalformedCase {
  /** `POST pods: spec is text` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Made when asked for: some are large. */
  readonly body?: () => string | Uint8Array;
}

/** The namespace of the corpus: it holds what `stage.ts` makes. */
export const namespace = 'malformed';
export const core = `/api/v1/namespaces/${namespace}`;
export const apps = `/apis/apps/v1/namespaces/${namespace}`;
export const batch = `/apis/batch/v1/namespaces/${namespace}`;

const json = { 'content-type': 'application/json' };

/** A request with a JSON body. */
export const send = (
  method: string,
  path: string,
  what: string,
  body: Json,
  headers: Readonly<Record<string, string>> = json,
): MalformedCase => ({
  name: `${method} ${path.split('/').slice(-1)[0]}: ${what}`,
  method,
  path,
  headers,
  body: () => JSON.stringify(body),
});

/** A request whose body is this text, whatever it is. */
export const sendText = (
  method: string,
  path: string,
  what: string,
  body: () => string | Uint8Array,
  headers: Readonly<Record<string, string>> = json,
): MalformedCase => ({
  name: `${method} ${path.split('/').slice(-1)[0]}: ${what}`,
  method,
  path,
  headers,
  body,
});

/** `patch('merge')` ⇒ the header of a merge patch. */
export const patchHeaders = (type: 'json' | 'merge' | 'strategic' | 'apply') => ({
  'content-type': {
    json: 'application/json-patch+json',
    merge: 'application/merge-patch+json',
    strategic: 'application/strategic-merge-patch+json',
    apply: 'application/apply-patch+yaml',
  }[type],
});
