/** Which object: its kind, name and namespace. Mirrors kyaml resid/resid.go. */
import {
  fits,
  type Gvk,
  type GvkChoice,
  isClusterScoped,
  readGvk,
  sameGvk,
  shownGvk,
} from './gvk.ts';

export interface ResourceId {
  readonly gvk: Gvk;
  readonly name: string;
  readonly namespace: string;
}

/** Stands for "no namespace at all" where namespaces are compared. */
export const NO_NAMESPACE = '_non_namespaceable_';

/** `Service.v1.[noGrp]/web.[noNs]` */
export const shownId = (id: {
  readonly gvk: GvkChoice;
  readonly name?: string;
  readonly namespace?: string;
}): string => `${shownGvk(id.gvk)}/${id.name || '[noName]'}.${id.namespace || '[noNs]'}`;

/** The way back from `shownId`. */
export function readId(text: string): ResourceId {
  const [gvk = '', rest = ''] = text.split('/');
  const dot = rest.lastIndexOf('.');
  const [name, namespace] = [rest.slice(0, dot), rest.slice(dot + 1)];
  return {
    gvk: readGvk(gvk),
    name: name === '[noName]' ? '' : name,
    namespace: namespace === '[noNs]' ? '' : namespace,
  };
}

/** "" and "default" are one namespace. */
export const effectiveNamespace = ({ gvk, namespace }: ResourceId): string =>
  isClusterScoped(gvk) ? NO_NAMESPACE : namespace || 'default';

export const sameNamespace = (a: ResourceId, b: ResourceId): boolean =>
  effectiveNamespace(a) === effectiveNamespace(b);

export const sameKindAndName = (a: ResourceId, b: ResourceId): boolean =>
  a.name === b.name && sameGvk(a.gvk, b.gvk);

export const sameId = (a: ResourceId, b: ResourceId): boolean =>
  sameKindAndName(a, b) && sameNamespace(a, b);

/** A wish for objects: what is absent or "" fits all. */
export interface IdChoice extends GvkChoice {
  readonly name?: string;
  readonly namespace?: string;
}

/** Whether an id is meant by plain (not pattern) wishes. */
export const isChosen = (id: ResourceId, choice: IdChoice): boolean =>
  (!choice.name || choice.name === id.name) &&
  (!choice.namespace || (choice.namespace || 'default') === effectiveNamespace(id)) &&
  fits(id.gvk, choice);

/** Go's `%#v` of an id. */
export const goSyntaxOfId = ({ gvk, name, namespace }: ResourceId): string =>
  `resid.ResId{Gvk:resid.Gvk{Group:${JSON.stringify(gvk.group)}, Version:${JSON.stringify(gvk.version)}, Kind:${JSON.stringify(gvk.kind)}, isClusterScoped:${isClusterScoped(gvk)}}, Name:${JSON.stringify(name)}, Namespace:${JSON.stringify(namespace)}}`;
