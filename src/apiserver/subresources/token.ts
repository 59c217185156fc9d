/** POST serviceaccounts/NAME/token: a token for an account. Mirrors kubernetes pkg/registry/core/serviceaccount/storage/token.go. */
import { invalid } from '#apimachinery/field-error.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import {
  badRequestError,
  conflictError,
  invalidError,
  notFoundError,
  type StatusError,
} from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { tokenRequestKind } from '#resources/tokenrequest.ts';
import { type Binding, boundTo, ISSUER } from '../auth/tokens/account-tokens.ts';
import { lookUp, resourceKind, type ServerContext } from '../context.ts';

interface Reference {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
  readonly uid?: string;
}

/** A TokenRequest as it arrives. */
export interface TokenRequest {
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
  };
  readonly spec?: {
    readonly audiences?: readonly string[];
    readonly expirationSeconds?: number;
    readonly boundObjectRef?: Reference | null;
  };
}

/** A pod's own token should be renewed after an hour, but lives a year. */
const RENEWED_SECONDS = 3607;
const YEAR_SECONDS = 31_536_000;
const DEFAULT_SECONDS = 3600;

const { group, kind: requestKind } = tokenRequestKind;
const requestResource = { group, plural: requestKind };

function checkMeta({ metadata = {} }: TokenRequest, account: KubeObject): void {
  const { name, namespace = '', uid } = account.metadata;
  const refuse = (field: string, value: string, why: string): StatusError =>
    invalidError({ group: '', kind: requestKind }, name, [
      invalid(`metadata.${field}`, value, why),
    ]);
  if (metadata.name && metadata.name !== name) {
    throw refuse('name', metadata.name, 'must match the service account name if specified');
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    const why = 'must match the service account namespace if specified';
    throw refuse('namespace', metadata.namespace, why);
  }
  if (metadata.uid && metadata.uid !== uid) {
    const why = `the UID in the token request (${metadata.uid}) does not match the UID of the service account (${uid})`;
    throw conflictError(requestResource, name, why);
  }
}

function checkDuration(seconds: number): void {
  const field = 'spec.expirationSeconds';
  const short = 'may not specify a duration less than 10 minutes';
  const long = 'may not specify a duration larger than 2^32 seconds';
  if (seconds >= 600 && seconds <= 2 ** 32) return;
  const error = invalid(field, seconds, seconds < 600 ? short : long);
  throw invalidError({ group, kind: requestKind }, '', [error]);
}

/** What the token is bound to, as it is now. */
function bindingOf(
  server: ServerContext,
  account: KubeObject,
  reference: Reference | null | undefined,
): Binding {
  if (!reference) return {};
  const { kind = '', name = '', uid } = reference;
  const plural = { Pod: 'pods', Secret: 'secrets', Node: 'nodes' }[kind];
  if (!plural || reference.apiVersion !== 'v1') {
    const [version, rest] = (reference.apiVersion ?? '').split('/').reverse();
    const shown = `${rest ? `${rest}/` : '/'}${version ?? ''}, Kind=${kind}`;
    throw badRequestError(`cannot bind token to object of type ${shown}`);
  }
  const found = resourceKind(server, '', plural);
  const object = lookUp(server, found, account.metadata.namespace ?? '', name);
  if (!object) throw notFoundError(found, name);
  if (uid && uid !== object.metadata.uid) {
    const why = `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw conflictError({ group: '', plural: kind }, name, why);
  }
  if (kind === 'Secret') return { secret: boundTo(object) };
  if (kind === 'Node') return { node: boundTo(object) };
  return podBinding(server, account, object);
}

/** A pod, and the node it is on. */
function podBinding(server: ServerContext, account: KubeObject, pod: KubeObject): Binding {
  const { spec = {} } = pod as {
    readonly spec?: { readonly serviceAccountName?: string; readonly nodeName?: string };
  };
  if (spec.serviceAccountName !== account.metadata.name) {
    throw badRequestError(
      `cannot bind token for serviceaccount "${account.metadata.name}" to pod running with different serviceaccount name.`,
    );
  }
  const { nodeName } = spec;
  if (!nodeName) return { pod: boundTo(pod) };
  const node = lookUp(server, resourceKind(server, '', 'nodes'), '', nodeName);
  return { pod: boundTo(pod), node: node ? boundTo(node) : { name: nodeName, uid: '' } };
}

/** Issues a token; gives the request with its status. */
export function requestToken(
  server: ServerContext,
  namespace: string,
  name: string,
  sent: TokenRequest,
): object {
  const accounts = resourceKind(server, '', 'serviceaccounts');
  const account = lookUp(server, accounts, namespace, name);
  if (!account) throw notFoundError(accounts, name);
  checkMeta(sent, account);
  const { spec = {} } = sent;
  const { expirationSeconds = DEFAULT_SECONDS, boundObjectRef = null } = spec;
  const audiences = spec.audiences?.length ? spec.audiences : [ISSUER];
  checkDuration(expirationSeconds);
  const binding = bindingOf(server, account, boundObjectRef);
  const isOwn = audiences.every((one) => one === ISSUER);
  const isLong = isOwn && binding.pod !== undefined && expirationSeconds === RENEWED_SECONDS;
  const token = server.auth.tokens.issue({
    account,
    audiences,
    expirationSeconds: isLong ? YEAR_SECONDS : expirationSeconds,
    ...(isLong ? { warnAfterSeconds: expirationSeconds } : {}),
    ...binding,
  });
  const nowMs = server.clock.now();
  return {
    kind: requestKind,
    apiVersion: `${group}/v1`,
    metadata: {
      name,
      namespace,
      uid: account.metadata.uid,
      creationTimestamp: printTime(nowMs),
    },
    spec: { audiences, expirationSeconds, boundObjectRef },
    status: { token, expirationTimestamp: printTime(nowMs + expirationSeconds * 1000) },
  };
}
