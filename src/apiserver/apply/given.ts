/** managedFields that a client sends itself: to reset them, or to write them anew. Mirrors apimachinery pkg/util/managedfields/internal/fieldmanager.go decodeLiveOrNew. */
import type { Json, KubeObject, ManagedFieldsEntry } from '#apimachinery/object.ts';
import { isJsonObject } from '#apimachinery/patch/merge.ts';
import { Ledger } from './ledger.ts';
import { decodeManaged, type Managed, NOBODY } from './managed.ts';

/** `reset` forgets all owners; else the owners the client names. */
export type ManagedGiven = 'reset' | Managed;

/** What `metadata.managedFields` of a request asks for; undefined when it asks for nothing. */
export function managedGiven(document: unknown): ManagedGiven | undefined {
  const metadata = isJsonObject(document) ? document['metadata'] : undefined;
  const sent = isJsonObject(metadata) ? metadata['managedFields'] : undefined;
  if (!Array.isArray(sent) || sent instanceof Ledger) return undefined;
  const [only] = sent as readonly Json[];
  if (sent.length === 0) return 'reset';
  if (sent.length === 1 && isJsonObject(only) && Object.keys(only).length === 0) return 'reset';
  try {
    const managed = decodeManaged(sent as readonly ManagedFieldsEntry[]);
    return managed.owners.size > 0 ? managed : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The old object as if its owners had been those given. */
export function startsAnew(old: KubeObject, given: ManagedGiven): KubeObject {
  const { managedFields: _managed, ...metadata } = old.metadata;
  if (given === 'reset' || given === NOBODY) return { ...old, metadata };
  return { ...old, metadata: { ...metadata, managedFields: Ledger.settled(given) } };
}
