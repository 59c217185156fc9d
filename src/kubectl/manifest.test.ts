/** Manifests: what go-yaml reads, and how kubectl 1.35.2 refuses what it can't. */
import { describe, expect, test } from 'vitest';
import { parseYaml, readManifest } from './manifest.ts';

const values = (text: string): unknown[] =>
  [...readManifest(text, 'x.yaml')].map(({ value }) => value);

describe('YAML 1.1 as go-yaml has it', () => {
  test.each([
    ['yes', true],
    ['n', false],
    ['~', null],
    ['0777', 511],
    ['0o17', 15],
    ['1_000', 1000],
    ['12:30', '12:30'],
    ['2026-01-05', '2026-01-05'],
    ['"1"', '1'],
    ['1e3', 1000],
  ])('%s', (text, value) => {
    expect(parseYaml(`v: ${text}`)).toEqual({ v: value });
  });

  test('anchors and merge keys', () => {
    expect(parseYaml('a: &x {b: 1}\nc:\n  <<: *x\n  d: 2')).toEqual({
      a: { b: 1 },
      c: { b: 1, d: 2 },
    });
  });
});

describe('streams', () => {
  test('documents between separators; empty ones are passed over', () => {
    expect(values('---\n# nothing\n---\na: 1\n--- # two\nb: 2\n---\n')).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  test('JSON values one after another', () => {
    expect(values('{"a":1}\n{"b":2}')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('documents before a broken one are read', () => {
    const documents = readManifest('a: 1\n---\nb: [', 'x.yaml');
    expect(documents.next().value).toMatchObject({ value: { a: 1 } });
    expect(() => documents.next()).toThrow('error parsing x.yaml: ');
  });

  test('text behind a separator is refused', () => {
    expect(() => values('a: 1\n--- b: 2\n')).toThrow(
      'error parsing x.yaml: invalid Yaml document separator: b: 2',
    );
  });
});

/** Broken manifests, and what the real kubectl says behind `error converting YAML to JSON: yaml: `. */
test.each([
  [
    'kind: Pod\nmetadata:\n  name: a: b\n',
    'line 3: mapping values are not allowed in this context',
  ],
  ['kind: Pod\nmetadata:\n\tname: a\n', 'line 3: found character that cannot start any token'],
  ['kind: Pod\nmetadata:\n  name: a\n labels: x\n', 'line 3: did not find expected key'],
  ['kind: Pod\nmetadata: {name: a\nspec: b\n', "line 2: did not find expected ',' or '}'"],
  ['kind: Pod\nspec: [a, b\n', "line 2: did not find expected ',' or ']'"],
  ['kind: Pod\nname: "a\nspec: b\n', 'line 4: found unexpected end of stream'],
  ['a: b\nkind Pod\nmetadata:\n', "line 3: could not find expected ':'"],
  ['a:\n  name: a\n    labels:\n', 'line 3: mapping values are not allowed in this context'],
  ['a:\n  - b\n  c: d\n', "line 2: did not find expected '-' indicator"],
  ['a: b\n- c\n', 'line 1: did not find expected key'],
  ['a: *nope\n', "unknown anchor 'nope' referenced"],
  ['a: b: c\n', 'mapping values are not allowed in this context'],
])('%j', (text, message) => {
  expect(() => values(text)).toThrow(
    `error parsing x.yaml: error converting YAML to JSON: yaml: ${message}`,
  );
});
