/** Where the next page of a list begins, and of which revision it is. Mirrors apiserver pkg/storage/continue.go. */
import { goJsonError } from '#apimachinery/go-json.ts';
import { badRequestError } from '#apimachinery/status.ts';

export interface ContinueToken {
  /** -1: whatever is newest. */
  readonly rv: number;
  /** The key, as `namespace/name` below the list's own namespace, from which on the next page is. */
  readonly start: string;
}

const VERSION = 'meta.k8s.io/v1';

/** A token as text: `eyJ2IjoibWV0YS5rOHMuaW8vdjEi…` */
export const printToken = ({ rv, start }: ContinueToken): string => {
  const bytes = new TextEncoder().encode(JSON.stringify({ v: VERSION, rv, start }));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

const refuse = (why: string): never => {
  throw badRequestError(`invalid continue token: continue key is not valid: ${why}`);
};

/** The text as JSON; refuses with Go's words as far as another parser knows them. */
function parsed(text: string): { readonly v?: unknown; rv?: unknown; start?: unknown } {
  const illegal = /[^\w-]/.exec(text);
  if (illegal) refuse(`illegal base64 data at input byte ${illegal.index}`);
  let binary = '';
  try {
    binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const json = new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof DOMException)) throw error;
  }
  return refuse(goJsonError(binary) ?? 'unexpected end of JSON input');
}

/** Reads a token, or refuses it in upstream's words. */
export function parseToken(text: string): ContinueToken {
  const { v, rv, start } = parsed(text);
  if (v !== VERSION) refuse(`server does not recognize this encoded version ${String(v ?? '')}`);
  if (typeof rv !== 'number' || rv === 0) {
    return refuse(`incorrect encoded start resourceVersion (version ${VERSION})`);
  }
  if (typeof start !== 'string' || start === '') {
    return refuse(`encoded start key empty (version ${VERSION})`);
  }
  const key = start.startsWith('/') ? start : `/${start}`;
  if (key.includes('//') || key.split('/').some((part) => part === '.' || part === '..')) {
    return refuse(start);
  }
  return { rv, start: key.slice(1) };
}
