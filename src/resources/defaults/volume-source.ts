/** Defaults of sources that volumes of pods and persistent volumes share. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_ISCSIVolumeSource and its like. */
import { replaced, withDefaults } from './with-defaults.ts';

const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  iscsi: { iscsiInterface: 'default' },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  azureDisk: { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
};

/** A volume, or the spec of a persistent one, with what its source leaves out. */
export function defaultSource<T extends object>(volume: T): T {
  let next = volume;
  for (const name in DEFAULTS) {
    const source = (volume as Readonly<Record<string, object | undefined>>)[name];
    if (source) {
      const key = name as keyof T;
      next = replaced(next, key, withDefaults(source, DEFAULTS[name] ?? {}) as T[keyof T]);
    }
  }
  return next;
}
