/** Go templates as kubectl 1.35.2 answers them: each row was printed by the real one. */
import { expect, test } from 'vitest';
import { KubectlError } from '../errors.ts';
import { goTemplatePrinter } from './go-template.ts';

const sample: unknown = JSON.parse(
  '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","labels":{"zz":"1","app":"web","a.b/c":"d"},"annotations":{}},"a":1500000,"b":3,"f":0.25,"s":"x y","t":true,"n":null,"l":[1,2,3,4],"e":[],"m":{"x":1,"y":{"z":"deep"}},"things":[{"name":"one","v":1,"ok":true,"tags":["r","g"],"st":{"phase":"Running"}},{"name":"two","v":2,"ok":false,"tags":[],"st":{"phase":"Pending"}},{"name":"three","v":3,"st":{"phase":"Running"}}],"b64":"aGk="}',
);

/** Kind (gt, gts: missing keys are errors), template, output; `!` begins a refusal. */
const rows: readonly (readonly [string, string, string])[] = [
  [
    'gt',
    '{{.b}} {{.a}} {{.f}} {{.t}} {{.n}} {{.nope}}',
    '3 1500000 0.25 true <no value> <no value>',
  ],
  ['gt', '{{range .things}}{{.name}} {{.v}}{{"\\n"}}{{end}}', 'one 1\ntwo 2\nthree 3\n'],
  ['gt', '{{range $i, $e := .things}}{{$i}}={{$e.name}};{{end}}', '0=one;1=two;2=three;'],
  ['gt', '{{range $k, $v := .metadata.labels}}{{$k}}:{{$v}} {{end}}', 'a.b/c:d app:web zz:1 '],
  [
    'gt',
    '{{index .l 1}} {{index .m "x"}} {{index .things 0 "name"}} {{(index .things 1).name}}',
    '2 1 one two',
  ],
  ['gt', '{{len .things}} {{len .s}} {{len .m}}', '3 3 2'],
  ['gt', '{{if eq .b 3}}three{{else}}other{{end}}', 'three'],
  ['gt', '{{if gt .b 2}}big{{end}}{{if and .t (lt .b 10)}}ok{{end}}', 'bigok'],
  ['gt', '{{if not .n}}nil{{end}} {{if or .n .nope "d"}}y{{end}}', 'nil y'],
  ['gt', '{{or .nope "default"}} {{and .t .s}}', 'default x y'],
  [
    'gt',
    '{{printf "%s is %d of %v (%q) %5.2f|%-6s|%6d|%06d|%x|%t|%%" .s .b .a .s .f "ab" .b .b "hi" .t}}',
    'x y is 3 of 1500000 ("x y")  0.25|ab    |     3|000003|6869|true|%',
  ],
  ['gt', '{{.b64 | base64decode}}', 'hi'],
  [
    'gt',
    '{{base64decode "!!"}}',
    '!template: output:1:2: executing "output" at <base64decode "!!">: error calling base64decode: base64 decode failed: illegal base64 data at input byte 0',
  ],
  [
    'gt',
    '{{exists . "m" "x"}} {{exists . "m" "q"}} {{exists .things 0 "name"}}',
    'true false true',
  ],
  ['gt', '{{with .m}}{{.x}}{{end}}{{with .n}}x{{else}}none{{end}}', '1none'],
  ['gt', '{{define "t"}}<{{.}}>{{end}}{{template "t" .b}}{{template "t" .s}}', '<3><x y>'],
  ['gt', '{{$x := .b}}{{$x}}{{$x = 4}}{{$x}}', '34'],
  ['gt', '{{- .b -}}   end', '3end'],
  ['gt', 'a {{- /* c */ -}} b', 'ab'],
  [
    'gt',
    '{{.m}} {{.l}} {{.things}}',
    'map[x:1 y:map[z:deep]] [1 2 3 4] [map[name:one ok:true st:map[phase:Running] tags:[r g] v:1] map[name:two ok:false st:map[phase:Pending] tags:[] v:2] map[name:three st:map[phase:Running] v:3]]',
  ],
  ['gt', '{{html "<a>"}} {{js "it\'s"}} {{urlquery "a b/c"}}', "&lt;a&gt; it\\'s a+b%2Fc"],
  ['gt', '{{print .b .s .t}} {{println .b}}', '3x ytrue 3\n'],
  ['gt', '{{slice .s 0 1}} {{slice .l 1 3}}', 'x [2 3]'],
  [
    'gt',
    '{{.b.c}}',
    '!template: output:1:4: executing "output" at <.b.c>: can\'t evaluate field c in type interface {}',
  ],
  [
    'gt',
    '{{.s.c}}',
    '!template: output:1:4: executing "output" at <.s.c>: can\'t evaluate field c in type interface {}',
  ],
  [
    'gt',
    '{{.n.c}}',
    '!template: output:1:4: executing "output" at <.n.c>: nil pointer evaluating interface {}.c',
  ],
  ['gt', '{{.nope.c.d}}', '<no value>'],
  [
    'gts',
    '{{.nope}}',
    '!template: output:1:2: executing "output" at <.nope>: map has no entry for key "nope"',
  ],
  [
    'gts',
    '{{.metadata.nope}}',
    '!template: output:1:11: executing "output" at <.metadata.nope>: map has no entry for key "nope"',
  ],
  [
    'gt',
    '{{index .l 9}}',
    '!template: output:1:2: executing "output" at <index .l 9>: error calling index: index out of range: 9',
  ],
  [
    'gt',
    '{{index .l "x"}}',
    '!template: output:1:2: executing "output" at <index .l "x">: error calling index: cannot index slice/array with type string',
  ],
  [
    'gt',
    '{{len .b}}',
    '!template: output:1:2: executing "output" at <len .b>: error calling len: len of type int64',
  ],
  [
    'gt',
    '{{len .nope}}',
    '!template: output:1:2: executing "output" at <len .nope>: error calling len: reflect: call of reflect.Value.Type on zero Value',
  ],
  [
    'gt',
    '{{eq .b "3"}}',
    '!template: output:1:2: executing "output" at <eq .b "3">: error calling eq: incompatible types for comparison: int64 and string',
  ],
  [
    'gt',
    '{{lt .s 3}}',
    '!template: output:1:2: executing "output" at <lt .s 3>: error calling lt: incompatible types for comparison: string and int',
  ],
  [
    'gt',
    '{{eq .l 3}}',
    '!template: output:1:2: executing "output" at <eq .l 3>: error calling eq: incompatible types for comparison: []interface {} and int',
  ],
  [
    'gt',
    '{{template "nope"}}',
    '!template: output:1:11: executing "output" at <{{template "nope"}}>: template "nope" not defined',
  ],
  ['gt', '{{nope}}', '!{{nope}}, template: output:1: function "nope" not defined'],
  ['gt', '{{.b', '!{{.b, template: output:1: unclosed action'],
  ['gt', '{{if .b}}', '!{{if .b}}, template: output:1: unexpected EOF'],
  ['gt', '{{end}}', '!{{end}}, template: output:1: unexpected {{end}}'],
  ['gt', '{{range}}{{end}}', '!{{range}}{{end}}, template: output:1: missing value for range'],
  ['gt', '{{"unterminated}}', '!{{"unterminated}}, template: output:1: unterminated quoted string'],
  ['gt', '{{.b | }}', '3'],
  ['gt', '{{range .b}}{{.}}{{end}}', '012'],
  [
    'gt',
    '{{range .s}}{{.}}{{end}}',
    '!template: output:1:8: executing "output" at <.s>: range can\'t iterate over x y',
  ],
  ['gt', '{{range .things}}{{if eq .v 2}}{{break}}{{end}}{{.name}}{{end}}', 'one'],
  ['gt', '{{range .things}}{{if eq .v 2}}{{continue}}{{end}}{{.name}}{{end}}', 'onethree'],
  ['gt', '{{range .e}}x{{else}}empty{{end}}', 'empty'],
  ['gt', '{{if eq .s "x y" "z"}}in{{end}}', 'in'],
  ['gt', '{{ne .b 3}} {{le .b 3}} {{ge .b 3}} {{gt .f 0.1}}', 'false true true true'],
  ['gt', '{{eq .f 0.25}} {{eq .b .a}}', 'true false'],
  ['gt', '{{.metadata.labels.app}}{{"\\n"}}{{`raw\\n`}}', 'web\nraw\\n'],
  ['gt', '{{len (index .things 0).tags}}', '2'],
  ['gt', '{{if .t}}a{{else if .n}}b{{else}}c{{end}}', 'a'],
  ['gt', '{{with $y := .m}}{{$y.x}}{{end}}', '1'],
  [
    'gt',
    '{{range .things}}{{.st.phase}}{{with .tags}}{{len .}}{{end}} {{end}}',
    'Running2 Pending Running ',
  ],
  ['gt', '{{$.b}} {{range .l}}{{$.b}}{{.}} {{end}}', '3 31 32 33 34 '],
  ['gt', '{{not true}} {{true}} {{1}} {{1.5}} {{"s"}} {{\'a\'}}', 'false true 1 1.5 s 97'],
  ['gt', '{{nil}}', '!template: output:1:2: executing "output" at <nil>: nil is not a command'],
  [
    'gt',
    '{{printf "%d" .s}} {{printf "%s" .b}} {{printf "%v" .nope}} {{printf "%d"}} {{printf "x" 1}}',
    '%!d(string=x y) %!s(int64=3) <nil> %!d(MISSING) x%!(EXTRA int=1)',
  ],
  ['gt', '{{.things | len}} {{.s | printf "%s-%s" "a"}}', '3 a-x y'],
  ['gt', '{{(.b)}} {{(len .l)}}', '3 4'],
  ['gt', '{{block "x" .m}}[{{.x}}]{{end}}', '[1]'],
];

function answer(kind: string, template: string): string {
  try {
    return goTemplatePrinter(template, kind !== 'gts').print(sample);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const why =
      /(?:error executing template "(?:[^"\\]|\\.)*": |error parsing template )([\s\S]*)$/;
    return `!${why.exec(error.message)?.[1] ?? error.message}`;
  }
}

test.each(rows)('%s %s', (kind, template, output) => {
  expect(answer(kind, template)).toBe(output);
});
