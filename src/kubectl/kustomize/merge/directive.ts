/** `$patch: delete`, `replace` and `merge` in maps and lists. Mirrors kyaml yaml/merge2/smpdirective.go. */
import { KubectlError } from '../../errors.ts';
import { fieldOf, type Node, textOf } from '../node.ts';
import { setElement } from './elements.ts';

export type Directive = 'merge' | 'replace' | 'delete';
const key = '$patch';

const checked = (text: string): Directive => {
  if (text === 'merge' || text === 'replace' || text === 'delete') return text;
  throw new KubectlError(`unknown patch strategy '${text}'`);
};

/** What a patch says of itself; the directive is taken out of it. */
export function takeDirective(patch: Node | undefined): Directive {
  if (patch?.kind === 'map') {
    const found = patch.fields.get(key);
    if (!found) return 'merge';
    const directive = checked(textOf(found));
    patch.fields.delete(key);
    return directive;
  }
  if (patch?.kind !== 'list') return 'merge';
  const element = patch.items.find((item) => fieldOf(item, key) !== undefined);
  if (element?.kind !== 'map' || element.fields.size > 1) return 'merge';
  const text = textOf(element.fields.get(key));
  const directive = checked(text);
  setElement(patch, undefined, [key], [text]);
  return directive;
}
