/** What a claim's volume begins with. Mirrors kubernetes pkg/apis/core/validation/validation.go validateDataSource. */
import { isEqual } from '#apimachinery/equality.ts';
import { invalid } from '#apimachinery/field-error.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type { PersistentVolumeClaimSpec } from '../../storage/types.ts';
import { each, type FieldErrors, none, present } from '../fields.ts';

type Reference = NonNullable<PersistentVolumeClaimSpec['dataSourceRef']>;

function validateReference(field: string, source: Reference | undefined): FieldErrors {
  if (!source) return none;
  const { kind, name, apiGroup, namespace } = source;
  const isForeign = !apiGroup && kind !== 'PersistentVolumeClaim';
  const why = "must be 'PersistentVolumeClaim' when referencing the default apiGroup";
  return [
    ...present(`${field}.name`, name),
    ...present(`${field}.kind`, kind),
    ...(isForeign ? [invalid(field, kind, why)] : none),
    ...(apiGroup ? each(`${field}.apiGroup`, apiGroup, dns1123SubdomainErrors(apiGroup)) : none),
    ...(namespace ? each(`${field}.namespace`, namespace, dns1123LabelErrors(namespace)) : none),
  ];
}

export function validateDataSources(
  field: string,
  { dataSource, dataSourceRef }: PersistentVolumeClaimSpec,
): FieldErrors {
  const errors = [
    ...validateReference(`${field}.dataSource`, dataSource),
    ...validateReference(`${field}.dataSourceRef`, dataSourceRef),
  ];
  if (!dataSource || !dataSourceRef) return errors;
  const { namespace, ...reference } = dataSourceRef;
  const source = `${field}.dataSource`;
  if (namespace) {
    const why = 'may not be specified when dataSourceRef.namespace is specified';
    return [...errors, invalid(field, source, why)];
  }
  return isEqual(dataSource, reference)
    ? errors
    : [...errors, invalid(field, source, 'must match dataSourceRef')];
}
