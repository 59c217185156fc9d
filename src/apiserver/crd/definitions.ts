/** What the server does with definitions: names them, serves them, and clears up after them. Mirrors apiextensions-apiserver pkg/controller/{status,establish,finalizer}. */
import type { Call } from '#apimachinery/api.ts';
import { isEqual } from '#apimachinery/equality.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { latency } from '#kernel/latency.ts';
import {
  type CrdCondition,
  type CustomResourceDefinition,
  cleanupFinalizer,
  customResourceDefinitionKind,
  withCondition,
} from '#resources/customresourcedefinition.ts';
import type { ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { remove } from '../verbs/delete.ts';
import { update } from '../verbs/update.ts';
import { customKinds } from './kinds.ts';
import { nameDefinition } from './names.ts';
import type { CustomKindRegistry } from './registry.ts';

const kind = customResourceDefinitionKind as unknown as Kind;
const call: Call = {
  actor: { name: 'kube-apiserver', user: 'system:apiserver', groups: ['system:masters'] },
  cause: 0,
};
/** How often the finalizer looks whether the instances are gone. */
const POLL_MS = 5_000;

const isTrue = ({ status }: CustomResourceDefinition, type: string): boolean =>
  (status.conditions ?? []).some((one) => one.type === type && one.status === 'True');

/** Works on the definitions of one server. */
class Definitions {
  private readonly server: ServerContext;
  private readonly registry: CustomKindRegistry;

  constructor(server: ServerContext, registry: CustomKindRegistry) {
    this.server = server;
    this.registry = registry;
  }

  /** A definition came or changed: its kinds are served at once, its status follows. */
  changed(crd: CustomResourceDefinition): void {
    const { name } = crd.metadata;
    const { condition } = nameDefinition(crd, this.others(crd));
    const made =
      condition.status === 'True' || isTrue(crd, 'Established') ? customKinds(crd) : undefined;
    if (made) this.registry.serve(name, made);
    this.server.clock.after(latency.watchDeliveryMs, () => this.sync(name));
  }

  gone(crd: CustomResourceDefinition): void {
    this.registry.withdraw(crd.metadata.name);
    for (const other of this.others(crd)) {
      this.server.clock.after(latency.watchDeliveryMs, () => this.sync(other.metadata.name));
    }
  }

  private all(): readonly CustomResourceDefinition[] {
    return this.server.store
      .table(kind)
      .list(undefined) as unknown as readonly CustomResourceDefinition[];
  }

  private others({
    metadata,
    spec,
  }: CustomResourceDefinition): readonly CustomResourceDefinition[] {
    return this.all().filter(
      (one) => one.spec.group === spec.group && one.metadata.name !== metadata.name,
    );
  }

  private find(name: string): CustomResourceDefinition | undefined {
    return this.server.store.table(kind).get('', name) as unknown as
      | CustomResourceDefinition
      | undefined;
  }

  private sync(name: string): void {
    const crd = this.find(name);
    if (!crd) return;
    try {
      if (crd.metadata.deletionTimestamp) this.cleanUp(crd);
      else this.establish(crd);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      this.server.clock.after(POLL_MS, () => this.sync(name));
    }
  }

  private at(condition: CrdCondition): CrdCondition {
    return { lastTransitionTime: printTime(this.server.clock.now()), ...condition };
  }

  private write(crd: CustomResourceDefinition, subresource: string): CustomResourceDefinition {
    const stored = update(this.server, kind, crd as unknown as Incoming, call, subresource);
    return stored as unknown as CustomResourceDefinition;
  }

  private establish(crd: CustomResourceDefinition): void {
    const { names, condition } = nameDefinition(crd, this.others(crd));
    const isAccepted = condition.status === 'True';
    const wasEstablished = isTrue(crd, 'Established');
    let conditions = withCondition(crd.status.conditions, this.at(condition));
    if (!wasEstablished) {
      conditions = withCondition(
        conditions,
        this.at(
          isAccepted
            ? {
                type: 'Established',
                status: 'True',
                reason: 'InitialNamesAccepted',
                message: 'the initial names have been accepted',
              }
            : {
                type: 'Established',
                status: 'False',
                reason: 'NotAccepted',
                message: 'not all names are accepted',
              },
        ),
      );
    }
    const status = { ...crd.status, acceptedNames: names, conditions };
    if (!isEqual(status, crd.status)) this.write({ ...crd, status }, 'status');
  }

  /** Deletes what there is of it, and lets the definition go once nothing is left. */
  private cleanUp(crd: CustomResourceDefinition): void {
    const { name, finalizers = [] } = crd.metadata;
    if (!finalizers.includes(cleanupFinalizer)) return;
    const stored = this.registry.made(name)?.stored;
    const table = stored && this.server.store.table(stored);
    for (const { metadata } of stored ? (table?.list(undefined) ?? []) : []) {
      if (stored && !metadata.deletionTimestamp) {
        remove(this.server, stored, metadata.namespace ?? '', metadata.name, call);
      }
    }
    if (table && table.size > 0) {
      this.terminating(
        crd,
        'True',
        'InstanceDeletionInProgress',
        'CustomResource deletion is in progress',
      );
      this.server.clock.after(POLL_MS, () => this.sync(name));
      return;
    }
    const done = this.terminating(
      crd,
      'False',
      'InstanceDeletionCompleted',
      'removed all instances',
    );
    const left = finalizers.filter((one) => one !== cleanupFinalizer);
    this.write({ ...done, metadata: { ...done.metadata, finalizers: left } }, '');
  }

  private terminating(
    crd: CustomResourceDefinition,
    status: string,
    reason: string,
    message: string,
  ): CustomResourceDefinition {
    const condition = this.at({ type: 'Terminating', status, reason, message });
    const conditions = withCondition(crd.status.conditions, condition);
    if (isEqual(conditions, crd.status.conditions)) return crd;
    return this.write({ ...crd, status: { ...crd.status, conditions } }, 'status');
  }
}

/** Serves what definitions say from now on; a server without that kind has none. */
export function startDefinitions(server: ServerContext, registry: CustomKindRegistry): void {
  if (!server.kinds.some((one) => one.group === kind.group && one.plural === kind.plural)) return;
  const definitions = new Definitions(server, registry);
  server.store.subscribe(
    ({ type, object }) => {
      const crd = object as unknown as CustomResourceDefinition;
      if (type === 'DELETED') definitions.gone(crd);
      else definitions.changed(crd);
    },
    { kind },
  );
}
