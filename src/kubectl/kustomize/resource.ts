/** One object on its way through a build, with what it was called before. Mirrors api resource/resource.go. */

import { goJson } from '../printers/go-json.ts';
import { buildNotes, note } from './build-notes.ts';
import { type Gvk, gvkOf } from './gvk.ts';
import {
  childMap,
  copyNode,
  fieldOf,
  isNilOrEmpty,
  type MapNode,
  metaTexts,
  nodeAt,
  scalar,
  setMetaTexts,
  textMap,
  textOf,
} from './node.ts';
import { effectiveNamespace, type ResourceId, readId, shownId } from './resource-id.ts';
import { plainValue } from './write.ts';

export type Behavior = 'unspecified' | 'create' | 'replace' | 'merge';

const enabled = 'enabled';

/** Whether one list is the end of the other. */
function isSameEnding(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  const [left, right] = [a.slice(a.length - length), b.slice(b.length - length)];
  return left.every((text, at) => text === right[at]);
}

export class Resource {
  /** Undefined once a patch deleted it. */
  node: MapNode | undefined;
  /** Names of the vars that read from it. */
  readonly vars: string[] = [];

  constructor(node: MapNode) {
    this.node = node;
  }

  get kind(): string {
    return textOf(fieldOf(this.node, 'kind'));
  }
  get apiVersion(): string {
    return textOf(fieldOf(this.node, 'apiVersion'));
  }
  get gvk(): Gvk {
    return gvkOf(this.apiVersion, this.kind);
  }
  get name(): string {
    return this.#meta('name');
  }
  get namespace(): string {
    return this.#meta('namespace');
  }
  get isGone(): boolean {
    return this.node === undefined || isNilOrEmpty(this.node);
  }
  get annotations(): Record<string, string> {
    return metaTexts(this.node, 'annotations');
  }
  get labels(): Record<string, string> {
    return metaTexts(this.node, 'labels');
  }

  #meta(name: string): string {
    const found = nodeAt(this.node, 'metadata', name);
    return isNilOrEmpty(found) ? '' : textOf(found);
  }

  setKind(kind: string): void {
    this.node?.fields.set('kind', scalar(kind));
  }
  setName(name: string): void {
    if (this.node) childMap(this.node, 'metadata').fields.set('name', scalar(name));
  }
  setNamespace(namespace: string): void {
    if (!this.node) return;
    const { fields } = childMap(this.node, 'metadata');
    if (namespace) fields.set('namespace', scalar(namespace));
    else fields.delete('namespace');
  }
  setAnnotations(texts: Record<string, string>): void {
    if (this.node) setMetaTexts(this.node, 'annotations', texts);
  }
  setLabels(texts: Record<string, string>): void {
    if (this.node) setMetaTexts(this.node, 'labels', texts);
  }
  annotate(name: string, text: string | undefined): void {
    const { [name]: _, ...rest } = this.annotations;
    this.setAnnotations(text === undefined ? rest : { ...rest, [name]: text });
  }

  #noted(name: string): readonly string[] {
    return this.annotations[name]?.split(',') ?? [];
  }
  #addNote(name: string, text: string): void {
    if (text) this.annotate(name, [...this.#noted(name), text].join(','));
  }
  enable(name: string): void {
    this.annotate(name, enabled);
  }
  isEnabled(name: string): boolean {
    return this.annotations[name] === enabled;
  }

  get currentId(): ResourceId {
    return { gvk: this.gvk, name: this.name, namespace: this.namespace };
  }
  /** Every earlier identity, oldest first. */
  get previousIds(): readonly ResourceId[] {
    const names = this.#noted(note.previousNames);
    const namespaces = this.#noted(note.previousNamespaces);
    const kinds = this.#noted(note.previousKinds);
    return names.map((name, at) => ({
      gvk: gvkOf(this.apiVersion, kinds[at] ?? ''),
      name,
      namespace: namespaces[at] ?? '',
    }));
  }
  get originalId(): ResourceId {
    return this.previousIds[0] ?? this.currentId;
  }
  get anyIds(): readonly ResourceId[] {
    return [...this.previousIds, this.currentId];
  }
  rememberId(): void {
    const id = this.currentId;
    this.#addNote(note.previousNames, id.name);
    this.#addNote(note.previousNamespaces, effectiveNamespace(id));
    this.#addNote(note.previousKinds, id.gvk.kind);
  }

  addPrefix(text: string): void {
    this.#addNote(note.prefixes, text);
  }
  addSuffix(text: string): void {
    this.#addNote(note.suffixes, text);
  }
  /** Whether both were renamed in the same layers; `allowEmpty`: or one of them not at all. */
  hasAffixesOf(other: Resource, allowEmpty: boolean): boolean {
    return [note.prefixes, note.suffixes].every((name) => {
      const [own, others] = [this.#noted(name), other.#noted(name)];
      if (allowEmpty && (own.length === 0 || others.length === 0)) return true;
      return isSameEnding(own, others);
    });
  }

  get referredBy(): readonly ResourceId[] {
    return this.#noted(note.refBy).map(readId);
  }
  addReferrer(id: ResourceId): void {
    this.#addNote(note.refBy, shownId(id));
  }

  get behavior(): Behavior {
    const text = this.annotations[note.behavior];
    return text === 'replace' || text === 'merge' || text === 'create' ? text : 'unspecified';
  }

  removeBuildNotes(): void {
    const left = Object.entries(this.annotations).filter(([key]) => !buildNotes.includes(key));
    if (Object.keys(this.annotations).length > 0) this.setAnnotations(Object.fromEntries(left));
  }

  /** Takes over labels, annotations, name and namespace of the one it replaces. */
  takeMetadataOf(other: Resource): void {
    this.setLabels({ ...other.labels, ...this.labels });
    const own = this.annotations;
    const others = other.annotations;
    const merged: Record<string, string> = { ...others, ...own };
    for (const key of buildNotes) {
      const before = others[key];
      if (before === undefined) delete merged[key];
      else merged[key] = before;
    }
    if (own[note.needsHash] === undefined) delete merged[note.needsHash];
    this.setAnnotations(merged);
    this.setName(other.name);
    this.setNamespace(other.namespace);
    this.vars.splice(0, this.vars.length, ...other.vars);
  }

  /** Keys of the other that it has not itself. */
  takeDataOf(other: Resource, field: 'data' | 'binaryData'): void {
    const texts = (resource: Resource): Record<string, string> => {
      const found = fieldOf(resource.node, field);
      if (found?.kind !== 'map') return {};
      return Object.fromEntries([...found.fields].map(([key, value]) => [key, textOf(value)]));
    };
    const merged = { ...texts(other), ...texts(this) };
    this.node?.fields.delete(field);
    if (Object.keys(merged).length > 0) this.node?.fields.set(field, textMap(merged));
  }

  copy(): Resource {
    const made = new Resource(
      this.node ? (copyNode(this.node) as MapNode) : { kind: 'map', fields: new Map() },
    );
    made.vars.push(...this.vars);
    return made;
  }

  /** One line of JSON, as Go prints a resource. */
  toString(): string {
    return this.node ? goJson(plainValue(this.node)) : '';
  }
}
