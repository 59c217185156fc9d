/** One strategic merge patch, or list of operations, on one object. Mirrors api resource/resource.go ApplySmPatch and filters/patchjson6902. */
import { note } from '../build-notes.ts';
import { applyOperations, type Operation } from '../merge/json-patch.ts';
import { applyStrategic } from '../merge/strategic.ts';
import { copyNode, type MapNode } from '../node.ts';
import type { Resource } from '../resource.ts';
import { nodeOfValue, plainValue } from '../write.ts';

/** Name, namespace and kind stay, unless the patch may change them. */
export function patchStrategically(resource: Resource, patch: Resource): void {
  if (!resource.node || !patch.node) return;
  const { name, namespace, kind } = resource;
  const mayRename = patch.isEnabled(note.allowNameChange);
  const mayChangeKind = patch.isEnabled(note.allowKindChange);
  if (mayRename || mayChangeKind) resource.rememberId();
  resource.node = applyStrategic(resource.node, copyNode(patch.node) as MapNode);
  if (resource.isGone) return;
  if (!mayChangeKind) resource.setKind(kind);
  if (!mayRename) resource.setName(name);
  resource.setNamespace(namespace);
}

/** What kustomize noted on the object survives whatever the operations do. */
export function patchByOperations(resource: Resource, operations: readonly Operation[]): void {
  if (!resource.node) return;
  const notes = Object.entries(resource.annotations).filter(([key]) =>
    key.startsWith('internal.config.kubernetes.io'),
  );
  resource.node = nodeOfValue(applyOperations(plainValue(resource.node), operations)) as MapNode;
  resource.setAnnotations({ ...resource.annotations, ...Object.fromEntries(notes) });
}
