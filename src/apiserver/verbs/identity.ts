/** What is sent to a path must be the object of that path. Mirrors apiserver pkg/endpoints/handlers/rest.go checkName. */
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError } from '#apimachinery/status.ts';
import type { Incoming } from '../incoming.ts';

/** Refuses an object that has no name or another one. */
export function checkName(name: string, { metadata }: Incoming): void {
  const given = metadata?.name ?? '';
  if (given === name) return;
  throw badRequestError(
    given
      ? `the name of the object (${given}) does not match the name on the URL (${name})`
      : `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
  );
}

/** Refuses an object of another namespace. */
export function checkNamespace(namespace: string, { metadata }: Incoming): void {
  if ((metadata?.namespace ?? namespace) === namespace) return;
  throw badRequestError(
    'the namespace of the provided object does not match the namespace sent on the request',
  );
}

/** A patch may not turn an object into another. */
export function checkIdentity({ metadata }: KubeObject, next: Incoming): void {
  checkNamespace(metadata.namespace ?? '', next);
  checkName(metadata.name, next);
}
