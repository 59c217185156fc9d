/** Plain values ⇒ a kustomization, with the refusals of Go's strict JSON decoder. Mirrors encoding/json decode.go. */
import { valueWord } from '#apimachinery/schema-go-words.ts';
import { KubectlError } from '../../errors.ts';
import type { Field, Shape, StructShape } from './shapes.ts';

/** Where a value stands: the struct around it, and the path from the outermost. */
interface Place {
  readonly struct: string;
  readonly path: readonly string[];
}

const goType = (shape: Shape): string => {
  if (shape.type === 'list') return `[]${goType(shape.of)}`;
  if (shape.type === 'map')
    return shape.of.type === 'struct' && shape.of.name === ''
      ? 'map[string]interface {}'
      : `map[string]${goType(shape.of)}`;
  if (shape.type === 'struct') return `types.${shape.name}`;
  return shape.named ?? shape.type;
};

/** Go decodes on after a refusal and tells of the first. */
class Decoder {
  refusal: string | undefined;

  #refuse(message: string): undefined {
    this.refusal ??= message;
    return undefined;
  }

  #mismatch(word: string, shape: Shape, place: Place): undefined {
    const where =
      place.path.length === 0
        ? 'Go value'
        : `Go struct field ${place.struct}.${place.path.join('.')}`;
    return this.#refuse(`json: cannot unmarshal ${word} into ${where} of type ${goType(shape)}`);
  }

  #number(value: unknown, shape: Shape, place: Place): number | undefined {
    if (typeof value !== 'number') return this.#mismatch(valueWord(value), shape, place);
    if (Number.isInteger(value) && Math.abs(value) <= 2 ** 63) return value;
    const shown = Number.isInteger(value) ? BigInt(value).toString() : String(value);
    return this.#mismatch(`number ${shown}`, shape, place);
  }

  #struct(value: object, shape: StructShape, place: Place): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(value).sort()) {
      const part = (value as Record<string, unknown>)[key];
      const found = fieldNamed(shape, key);
      if (!found) {
        this.#refuse(`json: unknown field ${JSON.stringify(key)}`);
        continue;
      }
      const { name, field } = found;
      const inner = { struct: shape.name, path: [...place.path, ...field.inside, name] };
      const decoded = this.decode(part, field.shape, inner);
      if (decoded !== undefined) result[name] = decoded;
    }
    return result;
  }

  decode(value: unknown, shape: Shape, place: Place): unknown {
    if (value === null || value === undefined) return undefined;
    switch (shape.type) {
      case 'string':
        return typeof value === 'string' ? value : this.#mismatch(valueWord(value), shape, place);
      case 'bool':
        return typeof value === 'boolean' ? value : this.#mismatch(valueWord(value), shape, place);
      case 'int':
      case 'int64':
        return this.#number(value, shape, place);
      case 'list':
        if (!Array.isArray(value)) return this.#mismatch(valueWord(value), shape, place);
        return value.map((item) => this.decode(item, shape.of, place) ?? emptyOf(shape.of));
      default:
    }
    if (typeof value !== 'object' || Array.isArray(value))
      return this.#mismatch(valueWord(value), shape, place);
    if (shape.type === 'struct') return shape.name ? this.#struct(value, shape, place) : value;
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [
          key,
          this.decode((value as Record<string, unknown>)[key], shape.of, place) ??
            emptyOf(shape.of),
        ]),
    );
  }
}

const emptyOf = (shape: Shape): unknown =>
  ({ string: '', bool: false, int: 0, int64: 0, list: undefined, map: undefined, struct: {} })[
    shape.type
  ];

/** By its name, else in any case. */
function fieldNamed(
  shape: StructShape,
  key: string,
): { readonly name: string; readonly field: Field } | undefined {
  const own = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
  if (own) return { name: key, field: own };
  const folded = key.toLowerCase();
  const found = Object.entries(shape.fields).find(([name]) => name.toLowerCase() === folded);
  return found && { name: found[0], field: found[1] };
}

/** Throws `json: …` at the first thing that doesn't fit. */
export function decodeStrictly(value: unknown, shape: StructShape): Record<string, unknown> {
  const decoder = new Decoder();
  const result = decoder.decode(value, shape, { struct: '', path: [] });
  if (decoder.refusal) throw new KubectlError(decoder.refusal);
  return (result ?? {}) as Record<string, unknown>;
}
