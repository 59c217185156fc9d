/** Finds the first field a rule reads that the schema doesn't have. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { escapedName } from './cel-values.ts';
import type { JsonSchemaProps } from './types.ts';

interface Missing {
  readonly name: string;
  readonly at: number;
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

/** Metadata has two fields for rules, at the root. */
const META: JsonSchemaProps = {
  type: 'object',
  properties: { name: { type: 'string' }, generateName: { type: 'string' } },
};

function fieldOf(schema: JsonSchemaProps, name: string): JsonSchemaProps | 'missing' | undefined {
  const { properties, additionalProperties } = schema;
  const found = Object.entries(properties ?? {}).find(([key]) => escapedName(key) === name);
  if (found) return found[1];
  if (typeof additionalProperties === 'object') return additionalProperties;
  const isClosed = properties && !schema['x-kubernetes-preserve-unknown-fields'];
  if (!isClosed) return undefined;
  if (name === 'metadata') return META;
  return ['apiVersion', 'kind'].includes(name) ? { type: 'string' } : 'missing';
}

/** The schema of what a node gives, where it is `self` or below it; or the field that is missing. */
function schemaAt(node: ASTNode, self: JsonSchemaProps): JsonSchemaProps | Missing | undefined {
  if (node.op === 'id') return node.args === 'self' || node.args === 'oldSelf' ? self : undefined;
  if (node.op === '[]' || node.op === '[?]') {
    const [list] = node.args as [ASTNode, ASTNode];
    const of = schemaAt(list, self);
    if (!of || 'at' in of) return of;
    return of.items;
  }
  if (node.op !== '.' && node.op !== '.?') return undefined;
  const [object, name] = node.args as [ASTNode, string];
  const of = schemaAt(object, self);
  if (!of || 'at' in of) return of;
  const found = fieldOf(of, name);
  return found === 'missing' ? { name, at: object.end } : found;
}

/** Walks a rule's tree, outermost first. */
export function undefinedField(node: ASTNode, self: JsonSchemaProps): Missing | undefined {
  const own = schemaAt(node, self);
  if (own && 'at' in own) return own as Missing;
  const parts: readonly unknown[] = Array.isArray(node.args)
    ? (node.args as unknown[]).flat(2)
    : [node.args];
  for (const part of parts) {
    const missing = isNode(part) ? undefinedField(part, self) : undefined;
    if (missing) return missing;
  }
  return undefined;
}
