/** managedFields of a stored object: the writes it went through, made out into fields when somebody asks. */

import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject, ManagedFieldsEntry } from '#apimachinery/object.ts';
import { endpointOf } from './endpoint.ts';
import { afterUpdate, type Update } from './field-manager.ts';
import { decodeManaged, encodeManaged, type Managed, NOBODY } from './managed.ts';
import { afterScaleUpdate } from './scale-fields.ts';

type Entries = readonly ManagedFieldsEntry[];

/** Who writes, how and when: shared by the writes of one manager in one second. */
export interface WriteHead {
  readonly kind: Kind;
  /** The version the writer speaks. */
  readonly apiVersion: string;
  readonly manager: string;
  readonly subresource: string;
  readonly time: string;
}

/** Writes that are kept as they came; one more and the oldest are made out. */
const MAX_PENDING = 12;

type Fields = Readonly<Record<string, unknown>>;

/** Whether only plain values differ: no field came or went, and no list is another one. */
function isSameShape(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object' || !before || !after) {
    return typeof before === typeof after && before !== null && after !== null;
  }
  if (before instanceof Ledger) return true;
  if (Array.isArray(before) || Array.isArray(after)) return false;
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(after, key) && isSameShape((before as Fields)[key], (after as Fields)[key]),
  );
}

/**
 * Keeping a write is keeping the objects before and after it, which share all but what changed; working out
 * its fields costs far more, and most objects go without anybody looking. To a reader inside the cluster this is
 * an empty array; answers carry `entriesOf` it, and so does its JSON.
 */
export class Ledger extends Array<ManagedFieldsEntry> {
  #head: WriteHead | undefined;
  #earlier: Ledger | undefined;
  #before: KubeObject | undefined;
  #after: KubeObject | undefined;
  #managed: Managed | undefined;
  #entries: Entries | undefined;
  /** The one last made of the same object. */
  #sibling: Ledger | undefined;
  #pending = 1;
  /** Who made the object, as long as nobody else wrote to it: that one owns every field it has. */
  #sole: string | undefined;

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The ledger of an object whose owners are known. */
  static settled(managed: Managed): Ledger {
    const ledger = new Ledger();
    ledger.#managed = managed;
    ledger.#pending = 0;
    return ledger;
  }

  /** The ledger of a new object; `remember` tells it the object. */
  static created(head: WriteHead): Ledger {
    const ledger = new Ledger();
    ledger.#head = head;
    ledger.#sole = head.manager;
    return ledger;
  }

  /** What the object was when it was sent, with defaults and before admission. */
  remember(object: KubeObject): void {
    if (!this.#managed) this.#after = object;
  }

  /** The ledger of one more object made of what this one was made of. */
  again(head: WriteHead): Ledger {
    if (this.#head === head || !this.#after) return this;
    const sibling = this.#sibling;
    if (sibling && sibling.#head === head) return sibling;
    const ledger = Ledger.created(head);
    ledger.#after = this.#after;
    this.#sibling = ledger;
    return ledger;
  }

  /** The ledger after one more write. */
  after(head: WriteHead, before: KubeObject, after: KubeObject): Ledger {
    const isSole = this.#sole === head.manager && head.subresource === '';
    if (isSole && isSameShape(before, after)) return this;
    const isMore = head === this.#head && head.subresource === 'status' && this.#earlier;
    if (this.#pending >= MAX_PENDING) this.managed();
    const ledger = new Ledger();
    ledger.#head = head;
    ledger.#after = after;
    if (isMore) {
      // Status that one loop writes again and again in a second counts as one change.
      ledger.#earlier = this.#earlier;
      ledger.#before = this.#before;
      ledger.#pending = this.#pending;
    } else {
      ledger.#earlier = this;
      ledger.#before = before;
      ledger.#pending = this.#pending + 1;
    }
    return ledger;
  }

  #update(head: WriteHead, after: KubeObject): Update {
    const endpoint = { ...endpointOf(head.kind, head.subresource), apiVersion: head.apiVersion };
    return { endpoint, before: this.#before, after, manager: head.manager, time: head.time };
  }

  /** The owners of the object's fields. */
  managed(): Managed {
    if (this.#managed) return this.#managed;
    const earlier = this.#earlier?.managed() ?? NOBODY;
    const [head, after] = [this.#head, this.#after];
    const work = head?.subresource === 'scale' ? afterScaleUpdate : afterUpdate;
    const managed = head && after ? work(this.#update(head, after), earlier) : earlier;
    this.#managed = managed;
    this.#pending = 0;
    if (this.#before) this.#after = undefined;
    this.#before = undefined;
    this.#earlier = undefined;
    return managed;
  }

  /** managedFields as an answer carries them. */
  written(): Entries {
    this.#entries ??= encodeManaged(this.managed());
    return this.#entries;
  }

  toJSON(): Entries {
    return this.written();
  }
}

/** What managedFields say, whoever keeps them. */
export const entriesOf = (managedFields: Entries | undefined): Entries =>
  managedFields instanceof Ledger ? managedFields.written() : (managedFields ?? []);

/** The owners managedFields tell of; nobody where they make no sense. */
export function managedOf(managedFields: Entries | undefined): Managed {
  if (managedFields instanceof Ledger) return managedFields.managed();
  if (!managedFields) return NOBODY;
  try {
    return decodeManaged(managedFields);
  } catch (error) {
    if (error instanceof TypeError) return NOBODY;
    throw error;
  }
}
