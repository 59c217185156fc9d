import fc from 'fast-check';
import { expect, it } from 'vitest';
import { goJsonError } from './go-json.ts';

it.each([
  ['', 'unexpected end of JSON input'],
  ['{', 'unexpected end of JSON input'],
  ['{"a"', 'unexpected end of JSON input'],
  ['{"a":1', 'unexpected end of JSON input'],
  ['"abc', 'unexpected end of JSON input'],
  ['{,', "invalid character ',' looking for beginning of object key string"],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
  ['[1 2]', "invalid character '2' after array element"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['{} x', "invalid character 'x' after top-level value"],
  ['tru', 'unexpected end of JSON input'],
  ['trve', "invalid character 'v' in literal true (expecting 'u')"],
  ['NaN', "invalid character 'N' looking for beginning of value"],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1ex', "invalid character 'x' in exponent of numeric literal"],
  ['"\\q"', "invalid character 'q' in string escape code"],
  ['"\\u00g0"', "invalid character 'g' in \\u hexadecimal character escape"],
  ['"\n"', "invalid character '\\n' in string literal"],
  ['"\u0000"', "invalid character '\\x00' in string literal"],
  ['['.repeat(10_001), "invalid character '[' exceeded max depth"],
])('%j: %s', (text, complaint) => expect(goJsonError(text)).toBe(complaint));

it('complains of exactly what JSON.parse refuses', () => {
  const parses = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
    .map(
      ([json, at, bit]) =>
        `${json.slice(0, at % (json.length + 1))}${bit}${json.slice(at % (json.length + 1))}`,
    );
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      expect(goJsonError(text) === undefined).toBe(parses(text));
    }),
  );
});
