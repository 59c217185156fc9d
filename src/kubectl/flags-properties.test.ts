/** Properties of the flags' grammar: one meaning for every spelling, and never an error of another kind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flag, FlagError, flagTable, type ParsedLine, parseFlags } from './flags.ts';

const flags: readonly Flag[] = [
  { name: 'namespace', short: 'n', type: 'string', help: '' },
  { name: 'output', short: 'o', type: 'string', help: '' },
  { name: 'watch', short: 'w', type: 'bool', help: '' },
  { name: 'all-namespaces', short: 'A', type: 'bool', help: '' },
  { name: 'replicas', short: 'r', type: 'int', default: '0', help: '' },
  { name: 'filename', short: 'f', type: 'stringSlice', help: '' },
  { name: 'env', short: 'e', type: 'stringArray', help: '' },
  { name: 'timeout', type: 'duration', default: '0s', help: '' },
  { name: 'dry-run', type: 'string', default: "'none'", bare: 'unchanged', help: '' },
];
const table = flagTable(flags);
const parse = (words: readonly string[]): ParsedLine => parseFlags(table, words);

/** What a line means, for comparing. */
const meaning = (line: ParsedLine) => ({
  args: line.args,
  argsBeforeDash: line.argsBeforeDash,
  helpAsked: line.helpAsked,
  values: flags.map(({ name }) => [name, line.flags.changed(name), line.flags.string(name)]),
});

const value = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('='));
const word = fc.stringMatching(/^[a-z][a-z0-9/.-]{0,8}$/);

/** A flag with a value in one of the ways it can be written. */
const spelled = fc.oneof(
  fc.record({ flag: fc.constantFrom('namespace', 'output'), value }).chain((one) => {
    const letter = one.flag[0] ?? '';
    return fc.constantFrom(
      [`-${letter}`, one.value],
      [`-${letter}${one.value}`],
      [`-${letter}=${one.value}`],
      [`--${one.flag}`, one.value],
      [`--${one.flag}=${one.value}`],
    );
  }),
  fc.constantFrom(['-w'], ['--watch'], ['-A'], ['-wA'], ['--watch=false'], ['--dry-run'], ['-r=3']),
  fc.constantFrom(['-f', 'a,b'], ['--filename=c'], ['-e', 'A=b,c'], ['--timeout=5s']),
);
const line = fc
  .array(
    fc.oneof(
      spelled,
      word.map((one) => [one]),
    ),
  )
  .map((parts) => parts.flat());

/** A parsed line written again, in the one spelling nothing can be mistaken in. */
function render({ flags: values, args, argsBeforeDash }: ParsedLine): readonly string[] {
  const given = flags.filter(({ name }) => values.changed(name));
  const words = given.flatMap(({ name, type }) => {
    if (type === 'stringArray') return values.list(name).map((one) => `--${name}=${one}`);
    if (type === 'stringSlice') return [`--${name}=${values.list(name).join(',')}`];
    if (type === 'duration') return [`--${name}=${values.durationMs(name)}ms`];
    return [`--${name}=${values.string(name)}`];
  });
  if (argsBeforeDash < 0) return [...words, ...args];
  return [...words, ...args.slice(0, argsBeforeDash), '--', ...args.slice(argsBeforeDash)];
}

describe('flags', () => {
  it('mean the same in every spelling', () => {
    fc.assert(
      fc.property(value, fc.array(word), (text, args) => {
        const spellings = [
          ['-n', text],
          [`-n${text}`],
          [`-n=${text}`],
          ['--namespace', text],
          [`--namespace=${text}`],
        ];
        const [first, ...others] = spellings.map((one) => meaning(parse([...one, ...args])));
        for (const other of others) expect(other).toEqual(first);
        expect(
          parse([`-w${spellings[1]?.[0]?.slice(1) ?? ''}`, ...args]).flags.string('namespace'),
        ).toBe(text);
      }),
    );
  });

  it('mean the same wherever they stand among the arguments', () => {
    fc.assert(
      fc.property(value, fc.array(word), fc.nat(), (text, args, at) => {
        const place = args.length === 0 ? 0 : at % (args.length + 1);
        const moved = parse(args.toSpliced(place, 0, '--namespace', text));
        expect(meaning(moved)).toEqual(meaning(parse(['--namespace', text, ...args])));
      }),
    );
  });

  it('written again are read as the same line', () => {
    fc.assert(
      fc.property(line, fc.option(fc.array(fc.string())), (words, after) => {
        const parsed = parse(after ? [...words, '--', ...after] : words);
        expect(meaning(parse(render(parsed)))).toEqual(meaning(parsed));
      }),
    );
  });

  it('refuse in their own words whatever is typed', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string().map((text) => `-${text}`),
      fc.string().map((text) => `--${text}`),
      fc
        .tuple(fc.constantFrom(...flags), fc.string())
        .map(([{ name }, text]) => `--${name}=${text}`),
    );
    fc.assert(
      fc.property(fc.array(anything), (words) => {
        try {
          parse(words);
        } catch (error) {
          expect(error).toBeInstanceOf(FlagError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
