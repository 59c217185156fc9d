/** The suffix that follows the content of a generated object. Mirrors api hasher/hasher.go. */
import { sha256Hex } from '#apimachinery/sha256.ts';
import { goJson } from '../../printers/go-json.ts';
import { note } from '../build-notes.ts';
import { fieldOf, textOf } from '../node.ts';
import type { Resource } from '../resource.ts';
import { plainValue } from '../write.ts';

const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

/** Ten letters, none of them a vowel or easily mistaken. */
const encoded = (text: string): string =>
  sha256Hex(text)
    .slice(0, 10)
    .replace(/[013ae]/g, (letter) => letters[letter] ?? letter);

function hashOf({ node, kind }: Resource): string {
  const data = (name: string): unknown => {
    const found = fieldOf(node, name);
    if (!found) return '';
    return found.kind === 'scalar' ? found.text : plainValue(found);
  };
  const isMap = (name: string): boolean => fieldOf(node, name)?.kind === 'map';
  const extra = kind === 'Secret' ? 'stringData' : 'binaryData';
  return encoded(
    goJson({
      kind,
      name: '',
      data: data('data'),
      ...(kind === 'Secret' ? { type: textOf(fieldOf(node, 'type')) } : {}),
      ...(isMap(extra) ? { [extra]: data(extra) } : {}),
    }),
  );
}

/** Adds the suffix to every object that is to have one. */
export function addHashes(resources: readonly Resource[]): void {
  for (const resource of resources) {
    if (!resource.isEnabled(note.needsHash)) continue;
    const hash = hashOf(resource);
    resource.rememberId();
    resource.setName(`${resource.name}-${hash}`);
  }
}
