/** Nodes as JSON and as the YAML kustomize prints. Mirrors kyaml yaml/rnode.go MarshalJSON and api resource/resource.go AsYAML. */

import { quoteGo } from '#apimachinery/go-quote.ts';
import { KubectlError } from '../errors.ts';
import { goYaml } from '../printers/yaml.ts';
import type { Node } from './node.ts';
import { scalar } from './node.ts';
import { plainScalar, valueOfScalar } from './read/scalars.ts';

/** The node as plain values; what JSON can't say (infinity, a doubled key) throws in Go's words. */
export function plainValue(node: Node): unknown {
  if (node.kind === 'scalar') return valueOfScalar(node);
  if (node.kind === 'list') return node.items.map(plainValue);
  return Object.fromEntries([...node.fields].map(([key, value]) => [key, plainValue(value)]));
}

/** Plain values ⇒ a node, as after JSON. */
export function nodeOfValue(value: unknown): Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(nodeOfValue) };
  if (typeof value === 'object' && value !== null)
    return {
      kind: 'map',
      fields: new Map(Object.entries(value).map(([key, part]) => [key, nodeOfValue(part)])),
    };
  return typeof value === 'string' ? scalar(value) : plainScalar(String(value));
}

function faultOf(node: Node): string | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') return node.items.map(faultOf).find(Boolean);
  return node.fault ?? [...node.fields.values()].map(faultOf).find(Boolean);
}

/** Go's `%#v` of a decoded value. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (typeof value === 'string') return quoteGo(value);
  if (typeof value === 'bigint')
    return value >= 2n ** 63n ? `0x${value.toString(16)}` : String(value);
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return 'NaN';
    return Number.isFinite(value) ? String(value) : `${value > 0 ? '+' : '-'}Inf`;
  }
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${quoteGo(key)}:${goSyntax((value as Record<string, unknown>)[key])}`);
  return `map[string]interface {}{${fields.join(', ')}}`;
}

function unsupported(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? 'NaN' : `${value > 0 ? '+' : '-'}Inf`;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.values(value).map(unsupported).find(Boolean);
}

/** An object as YAML; refuses what can't be written. */
export function writeObject(node: Node): string {
  const fault = faultOf(node);
  if (fault) throw new KubectlError(`map[string]interface {}(nil): ${fault}`);
  const value = plainValue(node);
  const bad = unsupported(value);
  if (bad) throw new KubectlError(`${goSyntax(value)}: json: unsupported value: ${bad}`);
  return goYaml(value);
}
