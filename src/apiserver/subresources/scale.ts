/** The `scale` subresource: any kind with replicas, seen as autoscaling/v1 Scale. Mirrors kubernetes pkg/registry/apps/…/storage ScaleREST. */
import type { Call, WriteOptions } from '#apimachinery/api.ts';
import { invalid } from '#apimachinery/field-error.ts';
import type { Kind, ScaleMapping } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import {
  conflictError,
  invalidError,
  notFoundError,
  unknownPathError,
} from '#apimachinery/status.ts';
import type { Managed } from '../apply/managed.ts';
import { lookUp, type ServerContext } from '../context.ts';
import { commit } from '../verbs/update.ts';

/** What a scalable object looks like from outside. */
export interface Scale extends KubeObject {
  readonly spec: { readonly replicas?: number };
  readonly status: { readonly replicas: number; readonly selector?: string };
}

const SCALE = { group: 'autoscaling', kind: 'Scale' };

function mappingOf(kind: Kind): ScaleMapping {
  if (!kind.scale) throw unknownPathError();
  return kind.scale;
}

/** An object ⇒ its Scale. */
function scaleOf(kind: Kind, object: KubeObject): Scale {
  const mapping = mappingOf(kind);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const replicas = mapping.replicas(object);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: mapping.statusReplicas(object), selector: mapping.selector(object) },
  };
}

/** GET …/scale */
export function readScale(
  server: ServerContext,
  kind: Kind,
  namespace: string,
  name: string,
): Scale {
  const object = lookUp(server, kind, namespace, name);
  if (!object) throw notFoundError(kind, name);
  return scaleOf(kind, object);
}

/** PUT …/scale: only spec.replicas counts. */
export function updateScale(
  server: ServerContext,
  kind: Kind,
  scale: Scale,
  call: Call,
  options?: WriteOptions,
  managed?: Managed,
): Scale {
  const mapping = mappingOf(kind);
  const { name, namespace = '', resourceVersion } = scale.metadata;
  const old = lookUp(server, kind, namespace, name);
  if (!old) throw notFoundError(kind, name);
  if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) {
    throw conflictError(kind, name);
  }
  const replicas = scale.spec?.replicas ?? 0;
  if (replicas < 0) {
    const error = invalid('spec.replicas', replicas, 'must be greater than or equal to 0');
    throw invalidError(SCALE, name, [error]);
  }
  const isSame = replicas === mapping.replicas(old);
  if (isSame && !managed) return scaleOf(kind, old);
  const scaled = isSame ? old : mapping.withReplicas(old, replicas);
  const generation = (old.metadata.generation ?? 0) + (isSame ? 0 : 1);
  const metadata = kind.hasGeneration ? { ...old.metadata, generation } : old.metadata;
  const next = { ...scaled, metadata };
  return scaleOf(kind, commit(server, kind, next, old, call, 'scale', options, { managed }));
}
