/** Who asks: the admin's token here, everybody else as the cluster itself knows them. Mirrors apiserver pkg/endpoints/filters/authentication.go. */
import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '#apimachinery/api.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { RunningCluster } from '#cluster/create-cluster.ts';
import { isLoopback } from './options.ts';

export interface UsersOptions {
  readonly token: string;
  /** The cluster's own: ServiceAccounts' tokens, certificates it signed. Throws 401. */
  readonly authenticate: RunningCluster['api']['authenticate'];
  /** Whether who comes without credentials is the admin: plain HTTP on loopback, where kubectl sends none. */
  readonly trustsLoopback: boolean;
}

const MASTERS = 'system:masters';

/** The kubeconfig's user. */
const admin = { user: 'learner', groups: [MASTERS, 'system:authenticated'] };
/** Who asks without saying who; RBAC lets them see little. */
const anonymous = { user: 'system:anonymous', groups: ['system:unauthenticated'] };

/** `kubectl/v1.35.2 (linux/amd64) …` ⇒ "kubectl" */
const programOf = (userAgent: string): string => userAgent.split('/')[0]?.slice(0, 128) ?? '';

const SOCKET_TOKEN = 'base64url.bearer.authorization.k8s.io.';

/** A WebSocket's token stands among its protocols, for browsers can set no header. */
function withAuthorization(headers: Headers): Headers {
  if (headers.has('authorization')) return headers;
  const protocols = (headers.get('sec-websocket-protocol') ?? '').split(',');
  const carried = protocols.map((one) => one.trim()).find((one) => one.startsWith(SOCKET_TOKEN));
  if (!carried) return headers;
  const token = Buffer.from(carried.slice(SOCKET_TOKEN.length), 'base64url').toString();
  const more = new Headers(headers);
  more.set('authorization', `Bearer ${token}`);
  return more;
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** "127.0.0.1:6443", "http://localhost:8080" ⇒ its host */
const hostOf = (text: string): string =>
  text
    .replace(/^\w+:\/\//, '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '');

/** A page of the web that a browser lets ask us is not from here. */
const isFromHere = (headers: Headers): boolean =>
  ['host', 'origin'].every((name) => {
    const value = headers.get(name);
    return value === null || isLoopback(hostOf(value));
  });

/** Tells who sends a request, by its headers and the certificate TLS brought; throws 401. */
export type UserOf = (headers: Headers, certificate: string | undefined) => Actor;

export function createUsers({ token, authenticate, trustsLoopback }: UsersOptions): UserOf {
  return (given, certificate) => {
    const headers = withAuthorization(given);
    const name = programOf(headers.get('user-agent') ?? '') || 'unknown';
    const [, bearer = ''] = /^bearer +(\S+)\s*$/i.exec(headers.get('authorization') ?? '') ?? [];
    if (isSame(bearer, token)) return { name, ...admin };
    const user = authenticate({
      headers: Object.fromEntries(headers),
      ...(certificate ? { certificate } : {}),
    });
    return { ...(user ?? (trustsLoopback && isFromHere(headers) ? admin : anonymous)), name };
  };
}

/** Throws 403 for who is no admin: the paths beside the API know no finer rights. */
export function checkAdmin({ user, groups }: Actor, path: string): void {
  if (groups.includes(MASTERS)) return;
  throw new StatusError(403, 'Forbidden', `forbidden: User "${user}" cannot reach path "${path}"`);
}
