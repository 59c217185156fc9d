/** `-o kyaml`: YAML in flow style, quoted and unambiguous. Mirrors sigs.k8s.io/yaml/kyaml/kyaml.go. */
import { goJson } from './go-json.ts';
import { kyamlKey, kyamlText } from './kyaml-text.ts';
import type { ObjectPrinter } from './printer.ts';
import { sortedKeys } from './printer.ts';

const isNested = (part: unknown): boolean => typeof part === 'object' && part !== null;

function render(part: unknown, margin: string): string {
  if (typeof part === 'string') return kyamlText(part, `${margin}  `);
  if (Array.isArray(part)) return renderList(part, margin);
  if (typeof part !== 'object' || part === null) return goJson(part);
  const keys = sortedKeys(part);
  if (keys.length === 0) return '{}';
  const inner = `${margin}  `;
  const lines = keys.map(
    (key) => `${inner}${kyamlKey(key)}: ${render((part as Record<string, unknown>)[key], inner)},`,
  );
  return `{\n${lines.join('\n')}\n${margin}}`;
}

/** Lists of objects and lists cuddle their brackets: `[{ … }, { … }]`. */
function renderList(parts: readonly unknown[], margin: string): string {
  if (parts.length === 0) return '[]';
  if (parts.every(isNested)) return `[${parts.map((part) => render(part, margin)).join(', ')}]`;
  const inner = `${margin}  `;
  return `[\n${parts.map((part) => `${inner}${render(part, inner)},`).join('\n')}\n${margin}]`;
}

/** Each object begins with `---`. */
export const kyamlPrinter = (): ObjectPrinter => ({
  print: (object) => `---\n${render(object, '')}\n`,
});
