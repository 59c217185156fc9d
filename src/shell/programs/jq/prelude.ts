/** Builtins that say best in jq's own language what they are. */
import { Lexer } from './lexer.ts';
import { Parser } from './parser.ts';
import { Scope } from './scope.ts';
import type { Definition } from './syntax.ts';
import { TokenStream } from './token-stream.ts';

const TEXT = `
def map(f): [.[] | f];
def select(f): if f then . else empty end;
def map_values(f): .[] |= f;
def recurse: recurse(.[]?);
def recurse(f; test): recurse(f | select(test));
def while(test; f): select(test) | recurse(f | select(test));
def recurse_down: recurse;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type | . == "array" or . == "object");
def scalars: select(type | . != "array" and . != "object");
def scalars_or_empty: select(type | . != "array" and . != "object");
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def isfinite: type == "number" and (isinfinite | not);
def error(message): message | error;
def add: reduce .[] as $each (null; . + $each);
def del(f): delpaths([path(f)]);
def to_entries: [keys_unsorted[] as $key | {key: $key, value: .[$key]}];
def from_entries: reduce .[] as $entry ({};
  . + {($entry | .key // .Key // .name // .Name):
    ($entry | if has("value") then .value else .Value end)});
def with_entries(f): to_entries | map(f) | from_entries;
def paths: path(..) | select(length > 0);
def paths(f): path(.. | select(f)) | select(length > 0);
def leaf_paths: paths(type | . != "array" and . != "object");
def any: reduce .[] as $each (false; . or $each);
def all: reduce .[] as $each (true; . and $each);
def any(f): any(.[]; f);
def all(f): all(.[]; f);
def any(source; f): isempty(first(source | f | select(.))) | not;
def all(source; f): isempty(first(source | f | select(. | not)));
def isempty(f): label $out | (f | false, break $out), true | ., break $out;
def in(object): . as $key | object | has($key);
def inside(other): . as $part | other | contains($part);
def join($glue): reduce .[] as $each (null;
  (if . == null then "" else . + $glue end)
  + ($each | if type == "boolean" or type == "number" then tojson else . // "" end)) // "";
def flatten: _flatten(1e9);
def flatten($depth): if $depth < 0 then error("flatten depth must not be negative") else _flatten($depth) end;
def range($to): range(0; $to);
def first: .[0];
def last: .[-1];
def nth($at): .[$at];
def first(f): label $out | (f | ., break $out);
def last(f): reduce f as $each (null; $each);
def nth($at; f): if $at < 0 then error("nth doesn't support negative indices") else last(limit($at + 1; f)) end;
def limit($count; f): if $count < 0 then f else label $out |
  foreach f as $each (0; . + 1; $each, if . >= $count then break $out else empty end) end;
def combinations: if length == 0 then [] else .[0][] as $head | (.[1:] | combinations) as $tail | [$head] + $tail end;
def combinations($count): . as $each | [range($count)] | map($each) | combinations;
def transpose: if . == [] then [] else . as $rows | (map(length) | max) as $width
  | [range(0; $width) as $at | [range(0; $rows | length) as $row | $rows[$row][$at]]] end;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def todateiso8601: todate;
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def fromdate: fromdateiso8601;
def match(re): _pattern(re) as $pair | _match($pair[0]; $pair[1])[];
def match(re; flags): _match(re; flags)[];
def test(re): _pattern(re) as $pair | _test($pair[0]; $pair[1]);
def test(re; flags): _test(re; flags);
def _named: reduce (.captures[] | select(.name != null) | {key: .name, value: .string}) as $pair
  ({}; . + {($pair.key): $pair.value});
def capture(re): match(re) | _named;
def capture(re; flags): match(re; flags) | _named;
def scan(re): match(re; "g") | if (.captures | length) > 0 then [.captures[].string] else .string end;
def _pattern(re): re as $re | ($re | type) as $type | if $type == "string" then [$re, null]
  elif $type == "array" and ($re | length > 0) then [$re[0], $re[1]]
  else error($type + " not a string or array") end;
def splits($re): splits($re; null);
def splits($re; flags): split($re; flags) | .[];
def split($re; flags): . as $text | [foreach ((_match($re; flags + "g")[] | [.offset, .length]), null) as $place
  ({at: 0}; if $place == null then .piece = $text[.at:] else .piece = $text[.at:$place[0]] | .at = $place[0] + $place[1] end; .piece)];
def sub(re; replacement): _pattern(re) as $pair | sub($pair[0]; replacement; $pair[1] + "");
def gsub(re; replacement): _pattern(re) as $pair | sub($pair[0]; replacement; $pair[1] + "g");
def gsub(re; replacement; $flags): sub(re; replacement; $flags + "g");
def sub($re; replacement; $flags): . as $text
  | def put($matches): if ($matches | length) == 0 then .done + $text[.at:] else
      $matches[0] as $found | ($found | _named | replacement) as $new
      | {done: (.done + $text[.at:$found.offset] + $new), at: ($found.offset + $found.length)} | put($matches[1:]) end;
    _match($re; $flags) as $matches | {done: "", at: 0} | put($matches);
def ascii_downcase: _case("down");
def ascii_upcase: _case("up");
def walk(f): def w: if type == "object" then with_entries(.value |= w) | f
  elif type == "array" then map(w) | f else f end; w;
def env: $ENV;
def truncate_stream(stream): . as $depth | null | stream | . as $event
  | if (.[0] | length) > $depth then [.[0][$depth:]] + .[1:] else empty end;
def fromstream(events): {x: null, e: false} as $start
  | foreach events as $event ($start;
      if .e then $start else . end
      | if $event | length == 2
        then setpath(["e"]; $event[0] | length == 0) | setpath(["x"] + $event[0]; $event[1])
        else setpath(["e"]; $event[0] | length == 1) end;
      if .e then .x else empty end);
def tostream: path(def r: (.[]? | r), .; r) as $path | getpath($path)
  | reduce path(.[]?) as $last ([$path, .]; [$path + $last]);
def INDEX(source; key): reduce source as $row ({}; .[$row | key | tostring] |= $row);
def INDEX(key): INDEX(.[]; key);
def JOIN($index; key): [.[] | [., $index[key]]];
def JOIN($index; source; key): source | [., $index[key]];
def JOIN($index; source; key; join): source | [., $index[key]] | join;
def IN(source): any(source == .; .);
def IN(source; set): any(source == set; .);
def halt_error: halt_error(5);
`;

let built: { readonly scope: Scope; readonly names: readonly string[] } | undefined;

/** The scope of these, and what they are called. */
export function prelude(): { readonly scope: Scope; readonly names: readonly string[] } {
  if (built) return built;
  const lexer = new Lexer(TEXT);
  const stream = new TokenStream(lexer.tokens(), 0, []);
  let node = new Parser(stream).program();
  const definitions: Definition[] = [];
  while (node.kind === 'define') {
    definitions.push(node.definition);
    node = node.rest;
  }
  const scope = Scope.of(definitions);
  const names = definitions.map(({ name, params }) => `${name}/${params.length}`);
  built = { scope, names };
  return built;
}
