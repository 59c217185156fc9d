/** Fields an endpoint resets, which nobody comes to own by writing there. Mirrors GetResetFields of kubernetes pkg/registry/…/strategy.go. */
import type { Kind } from '#apimachinery/kind.ts';
import { EMPTY, type FieldSet, setOf } from '#apimachinery/patch/apply/field-set.ts';
import { fieldElement } from '#apimachinery/patch/apply/path-element.ts';

const path = (text: string): readonly string[] => text.split('.').map(fieldElement);

/** What a status write resets beside the spec, by resource. */
const STATUS_RESETS: Readonly<Record<string, readonly string[]>> = {
  deployments: ['metadata.labels'],
  pods: ['metadata.deletionTimestamp', 'metadata.ownerReferences'],
  certificatesigningrequests: ['status.conditions'],
  flowschemas: ['metadata'],
  prioritylevelconfigurations: ['metadata'],
  resourceclaims: ['metadata'],
  volumeattachments: ['metadata'],
  customresourcedefinitions: ['metadata'],
};
/** Kinds whose spec can't be changed where the object is written. */
const MAIN_RESETS: Readonly<Record<string, readonly string[]>> = {
  certificatesigningrequests: ['spec'],
};

const listed = (
  table: Readonly<Record<string, readonly string[]>>,
  plural: string,
): readonly string[] => (Object.hasOwn(table, plural) ? (table[plural] ?? []) : []);

/** What a write to a kind, or to its subresource, leaves as it was. */
export function resetFields(kind: Kind, subresource: string): FieldSet {
  if (subresource === 'status') {
    return setOf(path('spec'), ...listed(STATUS_RESETS, kind.plural).map(path));
  }
  if (subresource === 'approval') return setOf(path('spec'), path('status.certificate'));
  if (subresource === 'scale' || !kind.hasStatus) return EMPTY;
  return setOf(path('status'), ...listed(MAIN_RESETS, kind.plural).map(path));
}
