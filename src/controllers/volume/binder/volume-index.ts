/** Volumes by the claim they name, and those that name none: a claim's search looks at these alone. */
import type { PersistentVolume } from '#resources/storage/types.ts';
import { claimKeyOf } from './context.ts';

const FREE = '';

export interface VolumeIndex {
  note(volume: PersistentVolume): void;
  drop(name: string): void;
  /** Those that name no claim, or this one; by name. */
  candidates(claimKey: string): readonly PersistentVolume[];
}

/** An index that knows what it is told. */
export function createVolumeIndex(): VolumeIndex {
  const shelves = new Map<string, Map<string, PersistentVolume>>();
  const placeOf = new Map<string, string>();
  const drop = (name: string): void => {
    const place = placeOf.get(name);
    if (place === undefined) return;
    placeOf.delete(name);
    const shelf = shelves.get(place);
    shelf?.delete(name);
    if (shelf?.size === 0) shelves.delete(place);
  };
  const on = (place: string): readonly PersistentVolume[] => [
    ...(shelves.get(place)?.values() ?? []),
  ];
  return {
    note: (volume) => {
      const { name } = volume.metadata;
      const place = claimKeyOf(volume) ?? FREE;
      drop(name);
      placeOf.set(name, place);
      const shelf = shelves.get(place) ?? new Map<string, PersistentVolume>();
      shelf.set(name, volume);
      shelves.set(place, shelf);
    },
    drop,
    candidates: (claimKey) =>
      [...on(claimKey), ...on(FREE)].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
  };
}
