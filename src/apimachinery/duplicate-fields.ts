/** Finds keys written twice in the text of a manifest or a request: parsed JSON can't show them. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** `{"spec": {"replicas": 1, "replicas": 2}}` ⇒ ["spec.replicas"]; works for JSON and YAML. */
export function duplicateFields(text: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: unknown, path: string): void => {
    if (isSeq(node)) node.items.forEach((item, index) => void visit(item, `${path}[${index}]`));
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      const at = path ? `${path}.${name}` : name;
      if (seen.has(name)) found.add(at);
      seen.add(name);
      visit(value, at);
    }
  };
  visit(parseDocument(text, { uniqueKeys: false }).contents, '');
  return [...found];
}
