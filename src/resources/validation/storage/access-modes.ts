/** How a volume may be mounted. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePersistentVolumeSpec. */
import { forbidden, notSupported } from '#apimachinery/field-error.ts';
import type { FieldErrors } from '../fields.ts';
import { none } from '../fields.ts';

const MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const ALONE = 'ReadWriteOncePod';
const VOLUME_MODES = ['Block', 'Filesystem'];

/** Known modes only, and ReadWriteOncePod alone. */
export function validateAccessModes(field: string, modes: readonly string[] = []): FieldErrors {
  const unknown = modes.filter((mode) => !MODES.includes(mode));
  const isMixed =
    modes.includes(ALONE) && modes.some((mode) => MODES.includes(mode) && mode !== ALONE);
  return [
    ...unknown.map((mode) => notSupported(field, mode, MODES)),
    ...(isMixed ? [forbidden(field, `may not use ${ALONE} with other access modes`)] : none),
  ];
}

/** A file system or a raw device. */
export const validateVolumeMode = (field: string, mode: string | undefined): FieldErrors =>
  mode === undefined || VOLUME_MODES.includes(mode)
    ? none
    : [notSupported(field, mode, VOLUME_MODES)];
