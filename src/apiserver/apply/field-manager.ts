/** Who owns what after a write. Mirrors apimachinery pkg/util/managedfields/internal: fieldmanager.go and the managers it stacks. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import { asBefore } from '#apimachinery/patch/apply/as-before.ts';
import { difference, isEmpty, setOf, union } from '#apimachinery/patch/apply/field-set.ts';
import { fieldElement } from '#apimachinery/patch/apply/path-element.ts';
import {
  apply,
  type OwnedFields,
  type Owners,
  ownersAfterUpdate,
} from '#apimachinery/patch/apply/updater.ts';
import { capManagers } from './cap-managers.ts';
import { countable, type Endpoint } from './endpoint.ts';
import { identifierOf, type Managed } from './managed.ts';

const SELF = 'current-operation';
const BEFORE_FIRST_APPLY = 'before-first-apply';

/** What nobody owns: names and what the server sets. */
const STRIPPED = setOf(
  [fieldElement('apiVersion')],
  [fieldElement('kind')],
  [fieldElement('metadata')],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((name) => [fieldElement('metadata'), fieldElement(name)]),
);

function stripped(owners: Owners, id: string): Map<string, OwnedFields> {
  const next = new Map(owners);
  const owned = next.get(id);
  if (!owned) return next;
  const set = difference(owned.set, STRIPPED);
  if (isEmpty(set)) next.delete(id);
  else next.set(id, { ...owned, set });
  return next;
}

const managerId = (
  { apiVersion, subresource }: Endpoint,
  manager: string,
  operation: 'Apply' | 'Update',
): string => identifierOf({ manager: manager || 'unknown', operation, apiVersion, subresource });

export interface Update {
  readonly endpoint: Endpoint;
  /** Undefined when the object is new. */
  readonly before: KubeObject | undefined;
  readonly after: KubeObject;
  readonly manager: string;
  readonly time: string;
}

/** Adds what this write changed to what its manager owned already. */
function tracked({ endpoint, before, after, manager, time }: Update, managed: Managed): Managed {
  const { apiVersion, typing } = endpoint;
  const [old, next] = [countable(endpoint, before), countable(endpoint, after)];
  const changed = ownersAfterUpdate(old, next, managed.owners, SELF, apiVersion, typing);
  const owners = stripped(changed, SELF);
  const mine = owners.get(SELF);
  if (!mine) return { owners, times: managed.times };
  owners.delete(SELF);
  const id = managerId(endpoint, manager, 'Update');
  const previous = owners.get(id);
  owners.set(id, previous ? { ...mine, set: union(mine.set, previous.set) } : mine);
  return capManagers({ owners, times: new Map(managed.times).set(id, time) });
}

/** The owners after an update. Objects that were never tracked, or were reset, stay so. */
export function afterUpdate(update: Update, managed: Managed): Managed {
  if (managed.owners.size === 0 && update.before) return managed;
  return tracked(update, managed);
}

export interface Application {
  readonly endpoint: Endpoint;
  /** Undefined when the object is to be created. */
  readonly live: KubeObject | undefined;
  readonly config: JsonObject;
  readonly manager: string;
  readonly time: string;
  readonly force: boolean;
}

export interface Outcome {
  /** Undefined when nothing changes but, maybe, owners. */
  readonly object: JsonObject | undefined;
  readonly managed: Managed;
}

/** Whoever made an object before anybody was tracked owns it all. */
function withFormerOwner({ endpoint, live, time }: Application, managed: Managed): Managed {
  if (managed.owners.size > 0 || !live) return managed;
  const manager = BEFORE_FIRST_APPLY;
  return tracked({ endpoint, before: undefined, after: live, manager, time }, managed);
}

/** Applies a configuration; throws ApplyConflict unless forced. */
export function afterApply(application: Application, given: Managed): Outcome {
  const { endpoint, live, config, manager, time, force } = application;
  const managed = withFormerOwner(application, given);
  const id = managerId(endpoint, manager, 'Apply');
  const before = countable(endpoint, live);
  const { apiVersion, typing } = endpoint;
  const applied = apply(before, config, managed.owners, id, apiVersion, typing, force);
  const owners = stripped(applied.owners, id);
  const raw = live as unknown as JsonObject | undefined;
  const object =
    applied.value === undefined
      ? undefined
      : (asBefore(applied.value, raw, config, typing.type) as JsonObject);
  const times = object ? new Map(managed.times).set(id, time) : managed.times;
  return { object, managed: { owners, times } };
}
