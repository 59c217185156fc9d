/** Kind, name and company of an object, and how Go prints them in complaints. Mirrors kyaml yaml/rnode.go GetMeta. */
import { fieldOf, isNilOrEmpty, metaTexts, type Node, textOf } from './node.ts';

export interface MetaText {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Nothing of an object's marks is there at all. */
  readonly isMissing: boolean;
  /** `{{v1 Service} {{web } map[] map[]}}` */
  readonly shown: string;
}

/** Go's `%v` of a map: `map[a:b c:d]`. */
export const shownTexts = (texts: Readonly<Record<string, string>>): string =>
  `map[${Object.keys(texts)
    .sort()
    .map((key) => `${key}:${texts[key]}`)
    .join(' ')}]`;

export function metaText(node: Node): MetaText {
  const given = (at: Node | undefined, name: string): string => {
    const found = fieldOf(at, name);
    return isNilOrEmpty(found) ? '' : textOf(found);
  };
  const metadata = fieldOf(node, 'metadata');
  const [apiVersion, kind] = [given(node, 'apiVersion'), given(node, 'kind')];
  const [name, namespace] = [given(metadata, 'name'), given(metadata, 'namespace')];
  const labels = metaTexts(node, 'labels');
  const annotations = metaTexts(node, 'annotations');
  const hasMaps = Object.keys(labels).length + Object.keys(annotations).length > 0;
  return {
    apiVersion,
    kind,
    name,
    namespace,
    isMissing: !hasMaps && [apiVersion, kind, name, namespace].every((text) => text === ''),
    shown: `{{${apiVersion} ${kind}} {{${name} ${namespace}} ${shownTexts(labels)} ${shownTexts(annotations)}}}`,
  };
}
