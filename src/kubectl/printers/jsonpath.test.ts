/** JSONPath as kubectl 1.35.2 answers it: each row was printed by the real one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KubectlError } from '../errors.ts';
import { parseJsonPath, printJsonPath } from './jsonpath/parse.ts';
import { jsonPathPrinter } from './jsonpath.ts';

const sample: unknown = JSON.parse(
  '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","labels":{"zz":"1","app":"web","a.b/c":"d"},"annotations":{}},"a":1500000,"b":3,"f":0.25,"s":"x y","t":true,"n":null,"l":[1,2,3,4],"e":[],"m":{"x":1,"y":{"z":"deep"}},"things":[{"name":"one","v":1,"ok":true,"tags":["r","g"],"st":{"phase":"Running"}},{"name":"two","v":2,"ok":false,"tags":[],"st":{"phase":"Pending"}},{"name":"three","v":3,"st":{"phase":"Running"}}],"b64":"aGk="}',
);

/** Kind (jp, jps: missing keys are errors, jpj: as JSON), template, output; `!` begins a refusal. */
const rows: readonly (readonly [string, string, string])[] = [
  ['jp', '{.metadata.name}', 'p'],
  ['jp', '{.things[*].name}', 'one two three'],
  ['jp', '{.things[0].name}', 'one'],
  ['jp', '{.things[-1].name}', 'three'],
  ['jp', '{.things[0:2].name}', 'one two'],
  ['jp', '{.things[::2].name}', 'one three'],
  ['jp', '{.things[-2:].name}', 'two three'],
  ['jp', '{.things[5].name}', '!array index out of bounds: index 5, length 3'],
  ['jp', '{.things[0,2].name}', 'one three'],
  ['jp', '{.things[0:5].name}', '!array index out of bounds: index 4, length 3'],
  ['jp', '{.things[2:1].name}', '!starting index 2 is greater than ending index 1'],
  ['jp', '{.things[?(@.v>1)].name}', 'two three'],
  ['jp', '{.things[?(@.v>=2)].name}', 'two three'],
  ['jp', '{.things[?(@.name=="two")].st.phase}', 'Pending'],
  ['jp', "{.things[?(@.name!='two')].st.phase}", 'Running Running'],
  ['jp', '{.things[?(@.ok==true)].name}', 'one'],
  ['jp', '{.things[?(@.tags)].name}', 'one two'],
  ['jp', '{.things[?(@.st.phase=="Running")].v}', '1 3'],
  ['jp', '{.things[?(@.v=="1")].name}', '!incompatible types for comparison'],
  ['jp', '{.things[?(@.nope=="1")].name}', ''],
  ['jp', '{range .things[*]}{.name}{"\\t"}{.v}{"\\n"}{end}', 'one\t1\ntwo\t2\nthree\t3\n'],
  ['jp', '{range .things[*]}{.name}:{range .tags[*]}{@},{end};{end}', 'one:r,g,;two:;three:;'],
  ['jp', '{range .things[*]}[{.name}]{end}done', '[one][two][three]done'],
  ['jp', '{..phase}', 'Running Pending Running'],
  ['jp', '{.m}', '{"x":1,"y":{"z":"deep"}}'],
  ['jp', '{.l}', '[1,2,3,4]'],
  ['jp', '{.l[*]}', '1 2 3 4'],
  ['jp', '{.e}', '[]'],
  ['jp', '{.e[*]}', ''],
  ['jp', '{.metadata.labels.app}', 'web'],
  ['jp', '{.metadata.labels.a\\.b/c}', 'd'],
  ['jp', "{.metadata.labels['a\\.b/c']}", 'd'],
  ['jp', "{.metadata.labels['app']}", 'web'],
  ['jp', "{['metadata'].name}", 'p'],
  ['jp', "{.metadata['name','labels']}", 'p {"a.b/c":"d","app":"web","zz":"1"}'],
  ['jp', '{.a} {.b} {.f} {.t} {.n}', '1500000 3 0.25 true null'],
  ['jp', '{$.b}', '3'],
  ['jp', 'plain text', 'plain text'],
  ['jp', '{"quoted\\ttext"}', 'quoted\ttext'],
  ['jp', "{'single'}", 'single'],
  ['jp', '{.nope}', ''],
  ['jps', '{.nope}', '!nope is not found'],
  ['jps', '{.nope.deeper}', '!nope is not found'],
  ['jp', '{.things[*].tags[0]}', '!array index out of bounds: index 0, length 0'],
  ['jp', "{.things[*]['name','v']}", 'one two three 1 2 3'],
  ['jp', '{.things[0', '!{.things[0, unterminated array'],
  ['jp', '{.things[0]', '!{.things[0], unclosed action'],
  ['jp', '{.things[a]}', '!{.things[a]}, invalid array index a'],
  ['jp', '{.things[?(@.v}', '!{.things[?(@.v}, unterminated filter'],
  ['jp', '{range .things[*]}{.name}', 'onetwothree'],
  ['jp', '{end}', '!not in range, nothing to end'],
  ['jp', '{.things[?(@.v>1)}', '!{.things[?(@.v>1)}, unclosed array expect ]'],
  ['jp', '{.a', '!{.a, unclosed action'],
  ['jp', '{foo}', '!unrecognized identifier foo'],
  ['jp', '{.things[*].name}{.b}', 'one two three3'],
  ['jp', '{.s[0]}', '!string is not array or slice'],
  ['jp', '{.m[0]}', '!map[string]interface {} is not array or slice'],
  ['jp', '{.b[0]}', '!int64 is not array or slice'],
  ['jp', '{.things[?(@.v<3)].name}', 'one two'],
  [
    'jp',
    '{.things[?(@.v ~ 3)].name}',
    "!{.things[?(@.v ~ 3)].name}, unrecognized character in action: U+007E '~'",
  ],
  ['jp', '{.things[?(@.st.phase)].name}', 'one two three'],
  ['jp', '{.things[*].st..phase}', 'Running Pending Running'],
  ['jp', '{"a', '!{"a, unterminated quoted string'],
  ['jp', '{.things[1:3:0].name}', '!step must be > 0'],
  ['jp', '{.things[0:3:2].name}', 'one three'],
  ['jp', '{1}{true}{1.5}{-3}', '1true1.5-3'],
  ['jp', '{!}', "!{!}, unrecognized character in action: U+0021 '!'"],
  ['jp', '{.metadata.name}{', '!{.metadata.name}{, unclosed action'],
  ['jp', '{.things[?(@.v==1)].name}{"\\n"}{.things[?(@.v==2)].name}', 'one\ntwo'],
  ['jpj', '{.things[*].name}', '[\n    "one",\n    "two",\n    "three"\n]\n'],
  [
    'jpj',
    '{.m}',
    '[\n    {\n        "x": 1,\n        "y": {\n            "z": "deep"\n        }\n    }\n]\n',
  ],
  ['jpj', '{.nope}', '[]\n'],
  [
    'jpj',
    '{range .things[*]}{.name}{end}',
    '[\n    "one"\n]\n[\n    "two"\n]\n[\n    "three"\n]\n',
  ],
];

function answer(kind: string, template: string): string {
  try {
    return jsonPathPrinter(template, {
      allowMissingKeys: kind !== 'jps',
      asJson: kind === 'jpj',
    }).print(sample);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const why =
      /(?:Error executing template: |error parsing jsonpath )([\s\S]*?)(?:\. Printing more|$)/;
    return `!${why.exec(error.message)?.[1] ?? error.message}`;
  }
}

describe('jsonpath', () => {
  test.each(rows)('%s %s', (kind, template, output) => {
    expect(answer(kind, template)).toBe(output);
  });

  test('printing a template and parsing it again gives the same', () => {
    const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/);
    const step = fc.oneof(
      name.map((field) => `.${field}`),
      fc.integer({ min: -9, max: 9 }).map((index) => `[${index}]`),
      fc.tuple(fc.nat(9), fc.nat(9)).map(([from, to]) => `[${from}:${to}]`),
      fc.constantFrom('[*]', '.*'),
      fc.tuple(name, name).map(([field, text]) => `[?(@.${field}=="${text}")]`),
    );
    const action = fc
      .array(step, { minLength: 1, maxLength: 4 })
      .map((steps) => `{${steps.join('')}}`);
    const text = fc.stringMatching(/^[a-z ]{0,4}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(action, text), { maxLength: 4 }), (parts) => {
        const parsed = parseJsonPath(parts.join(''));
        expect(parseJsonPath(printJsonPath(parsed))).toEqual(parsed);
      }),
    );
  });

  test('any text is parsed or refused, never a crash', () => {
    const letters = [...'{}[]().*?@$=<>!\'":,0123456789ab \\-'];
    const letter = fc.constantFrom(...letters);
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 20 }), (template) => {
        try {
          parseJsonPath(template);
        } catch (error) {
          expect(error).toBeInstanceOf(KubectlError);
        }
      }),
    );
  });
});
