/** PATCH with a whole configuration: server-side apply. Mirrors apiserver pkg/endpoints/handlers/patch.go applyPatcher. */

import type { Call, Subresource, WriteOptions } from '#apimachinery/api.ts';
import { required } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { Json, JsonObject, KubeObject } from '#apimachinery/object.ts';
import { isJsonObject } from '#apimachinery/patch/merge.ts';
import { valueWord } from '#apimachinery/schema-go-words.ts';
import {
  badRequestError,
  conflictError,
  invalidError,
  notFoundError,
} from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { applyAsClient } from '../apply/apply-as-client.ts';
import { endpointOf, scaleEndpoint } from '../apply/endpoint.ts';
import type { Application } from '../apply/field-manager.ts';
import { managedOf } from '../apply/ledger.ts';
import { toParent, toScale } from '../apply/scale-fields.ts';
import { lookUp, type ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { readScale, type Scale, updateScale } from '../subresources/scale.ts';
import { create } from './create.ts';
import { checkName, checkNamespace } from './identity.ts';
import { update } from './update.ts';

export interface Target {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

const PATCH_OPTIONS = { group: 'meta.k8s.io', kind: 'PatchOptions' };

/** An apply needs a manager: nobody else could be told from it. */
function managerIn(options: WriteOptions | undefined): string {
  if (options?.fieldManager) return options.fieldManager;
  const error = required('fieldManager', 'is required for apply patch');
  throw invalidError(PATCH_OPTIONS, '', [error]);
}

function configOf(body: unknown): JsonObject {
  if (body === undefined || body === null || body === '') return {};
  if (isJsonObject(body)) return body;
  const word = valueWord(body);
  throw badRequestError(
    `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${word} into Go value of type map[string]interface {}`,
  );
}

function applicationOf(
  server: ServerContext,
  body: unknown,
  options: WriteOptions | undefined,
): Pick<Application, 'config' | 'manager' | 'time' | 'force'> {
  return {
    config: configOf(body),
    manager: managerIn(options),
    time: printTime(server.clock.now()),
    force: options?.force === true,
  };
}

/** An object that names its uid can't be made: the server chooses it. */
function checkNew(kind: Kind, name: string, { metadata }: Incoming): void {
  if (!metadata?.uid) return;
  const why = `uid mismatch: the provided object specified uid ${metadata.uid}, and no existing object was found`;
  throw conflictError(kind, name, why);
}

/** Applies a configuration to an object or its status; it comes into being when it isn't there. */
export function applyPatch(
  server: ServerContext,
  { kind, namespace, name }: Target,
  body: unknown,
  call: Call,
  subresource: Subresource,
  options: WriteOptions | undefined,
  decode: (document: Json) => Incoming,
): KubeObject {
  const asked = applicationOf(server, body, options);
  const live = lookUp(server, kind, namespace, name);
  if (!live && subresource) throw notFoundError(kind, name);
  const endpoint = endpointOf(kind, subresource);
  const known = managedOf(live?.metadata.managedFields);
  const { object, managed } = applyAsClient({ ...asked, endpoint, live }, known);
  const next = object ? decode(object) : (live as Incoming);
  if (!live) checkNew(kind, name, next);
  checkNamespace(namespace, next);
  checkName(name, next);
  if (live) {
    return update(server, kind, next, call, subresource, options, { isPatch: true, managed });
  }
  const { resourceVersion: _none, ...metadata } = next.metadata ?? {};
  const placed = kind.namespaced ? { ...metadata, namespace } : metadata;
  return create(server, kind, { ...next, metadata: placed }, call, options, managed);
}

/** Applies a Scale: its owners are those who own the replicas of the object. */
export function applyScale(
  server: ServerContext,
  { kind, namespace, name }: Target,
  body: unknown,
  call: Call,
  options: WriteOptions | undefined,
): KubeObject {
  const asked = applicationOf(server, body, options);
  const live = readScale(server, kind, namespace, name);
  const parent = managedOf(lookUp(server, kind, namespace, name)?.metadata.managedFields);
  const application: Application = { ...asked, endpoint: scaleEndpoint, live };
  const outcome = applyAsClient(application, toScale(parent));
  const next = (outcome.object ?? live) as unknown as Scale;
  checkNamespace(namespace, next);
  checkName(name, next);
  const managed = toParent(parent, outcome.managed, endpointOf(kind, '').apiVersion);
  return updateScale(server, kind, next, call, options, managed);
}
