/** YAML, JSON and KYAML as kubectl 1.35.2 prints them; the property holds our own reader to it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYaml } from '../manifest.ts';
import { goJson } from './go-json.ts';
import { kyamlPrinter } from './kyaml.ts';
import { goYaml } from './yaml.ts';

/** A text, and how the real kubectl writes it as a value. */
const texts: readonly (readonly [string, string])[] = [
  ['web', 'web'],
  ['true', '"true"'],
  ['y', '"y"'],
  ['Off', '"Off"'],
  ['null', '"null"'],
  ['~', '"~"'],
  ['', '""'],
  ['1', '"1"'],
  ['1_000', '"1_000"'],
  ['0x1f', '"0x1f"'],
  ['0o17', '"0o17"'],
  ['08', '"08"'],
  ['1e400', '1e400'],
  ['.5', '"0.5"'.replace('0', '')],
  ['12:30:45', '"12:30:45"'],
  ['2026-01-05', '"2026-01-05"'],
  ['2026-13-45', '2026-13-45'],
  ['2026-01-05T09:00:00Z', '"2026-01-05T09:00:00Z"'],
  ['25%', '25%'],
  ['nginx:1.21', 'nginx:1.21'],
  ['a: b', "'a: b'"],
  ['a #b', "'a #b'"],
  ['- a', "'- a'"],
  ['-a', '-a'],
  ["it's", "it's"],
  ["'a'", "'''a'''"],
  ['*', "'*'"],
  ['=', '='],
  ['<<', '<<'],
  ['a\tb', '"a\\tb"'],
  [' a', "' a'"],
  ['a\nb', '|-\n  a\n  b'],
  ['a\n', '|\n  a'],
  ['a\n\n', '|+\n  a\n'],
  ['\na', '|2-\n\n  a'],
  ['a \nb', '"a \\nb"'],
  ['é日本', 'é日本'],
  ['😀', '"\\U0001F600"'],
];

test.each(texts)('%j', (text, written) => {
  expect(goYaml({ v: text })).toBe(`v: ${written}\n`);
});

test('long texts are folded behind column 80', () => {
  expect(goYaml({ message: 'word '.repeat(20).trim() })).toBe(
    `message: ${'word '.repeat(15).trim()}\n  ${'word '.repeat(5).trim()}\n`,
  );
});

test('keys are sorted with numbers by value, lists stand at their key', () => {
  expect(goYaml({ a10: 1, a2: { b: [], c: [{ x: 1, z: [2] }] }, B: null })).toBe(
    'B: null\na2:\n  b: []\n  c:\n  - x: 1\n    z:\n    - 2\na10: 1\n',
  );
});

test('what is printed is read back as it was', () => {
  const key = fc.stringMatching(/^[a-zA-Z0-9._/-]{1,12}$/);
  const text = fc.oneof(
    fc.constantFrom(...texts.map(([plain]) => plain).filter((plain) => plain !== '1e400')),
    fc.string({ maxLength: 100 }),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (object) => {
      const whole = JSON.parse(JSON.stringify({ object })) as unknown;
      expect(parseYaml(goYaml(whole))).toEqual(whole);
      expect(JSON.parse(goJson(whole, { indent: '    ' }))).toEqual(whole);
    }),
  );
});

test('JSON has sorted keys and escapes what HTML would read', () => {
  expect(goJson({ b: '<a> & \u2028', a: [1, {}] })).toBe(
    '{"a":[1,{}],"b":"\\u003ca\\u003e \\u0026 \\u2028"}',
  );
});

test('KYAML quotes values, leaves plain keys bare and cuddles lists of objects', () => {
  expect(kyamlPrinter().print({ kind: 'X', no: 'a\n b', l: [{ a: 1 }, { b: [true] }] })).toBe(
    `---
{
  kind: "X",
  l: [{
    a: 1,
  }, {
    b: [
      true,
    ],
  }],
  "no": "\\
     a\\n\\
    \\ b\\
    ",
}
`,
  );
});
