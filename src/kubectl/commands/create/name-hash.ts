/** `--append-hash`: ten letters that stand for what a ConfigMap or Secret holds. Mirrors kubectl pkg/util/hash/hash.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import { sha256Hex } from '#apimachinery/sha256.ts';
import { goJson } from '../../printers/go-json.ts';

/** Letters that could make up words give way to others. */
const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

/** The hash of what is written down about an object: 40 bits of SHA-256. */
const hashOf = (written: JsonObject): string =>
  sha256Hex(goJson(written))
    .slice(0, 10)
    .replace(/[013ae]/g, (letter) => letters[letter] ?? letter);

/** The hash of a ConfigMap. */
export const configMapHash = (name: string, data: JsonObject, binaryData?: JsonObject): string =>
  hashOf({
    kind: 'ConfigMap',
    name,
    data,
    ...(binaryData && Object.keys(binaryData).length > 0 ? { binaryData } : {}),
  });

/** The hash of a Secret, whose data are base64. */
export const secretHash = (name: string, type: string, data: JsonObject): string =>
  hashOf({ kind: 'Secret', type, name, data });
