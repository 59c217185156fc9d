/** Nodes. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateNode. */
import { isEqual } from '#apimachinery/equality.ts';
import { type FieldError, forbidden, invalid } from '#apimachinery/field-error.ts';
import { labelValueErrors } from '#apimachinery/names.ts';
import type { Node, Taint } from '../types/node.ts';
import { eachItem, type FieldErrors, none } from './fields.ts';
import { validateLabelName } from './labels.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validateEffect } from './pod-spec/tolerations.ts';

const TWICE = 'taints must be unique by key and effect pair';

const repeated = (field: string, { key, value = '', effect }: Taint): FieldError => {
  const shown = JSON.stringify({ Key: key, Value: value, Effect: effect, TimeAdded: null });
  return { type: 'FieldValueDuplicate', field, message: `Duplicate value: ${shown}: ${TWICE}` };
};

/** Upstream says `metadata.taints` though they stand in the spec. */
function validateTaints(taints: readonly Taint[] | undefined): FieldErrors {
  const seen = new Set<string>();
  return eachItem('metadata.taints', taints, (taint, at) => {
    const { key, value = '', effect } = taint;
    const wrong = labelValueErrors(value);
    const isTaken = seen.has(`${key}:${effect}`);
    seen.add(`${key}:${effect}`);
    return [
      ...validateLabelName(`${at}.key`, key),
      ...(wrong.length > 0 ? [invalid(`${at}.value`, value, wrong.join(';'))] : none),
      ...validateEffect(`${at}.effect`, effect),
      ...(isTaken ? [repeated(at, taint)] : none),
    ];
  });
}

export const validateNode = ({ metadata, spec }: Node): FieldErrors => [
  ...validateMetadata(metadata, false, subdomainName),
  ...validateTaints(spec.taints),
];

/** What may be set once. */
function validateOnce({ spec: next }: Node, { spec: old }: Node): FieldErrors {
  const cidr = 'node updates may not change podCIDR except from "" to valid';
  const provider = 'node updates may not change providerID except from "" to valid';
  const hasMoved = old.podCIDRs?.length && !isEqual(old.podCIDRs, next.podCIDRs);
  return [
    ...(hasMoved ? [forbidden('spec.podCIDRs', cidr)] : none),
    ...(old.providerID && old.providerID !== next.providerID
      ? [forbidden('spec.providerID', provider)]
      : none),
  ];
}

export const validateNodeUpdate = (next: Node, old: Node): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...(next.spec === old.spec ? none : validateOnce(next, old)),
  ...(next.spec === old.spec ? none : validateTaints(next.spec.taints)),
];
