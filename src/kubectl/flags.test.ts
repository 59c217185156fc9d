/** Flags in every spelling pflag takes, and its refusals. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Flag, flagTable, parseFlags, requireFlags, takesNextWord } from './flags.ts';

const flags: readonly Flag[] = [
  { name: 'namespace', short: 'n', type: 'string', help: '' },
  { name: 'watch', short: 'w', type: 'bool', help: '' },
  { name: 'all', short: 'A', type: 'bool', help: '' },
  { name: 'replicas', type: 'int', default: '0', required: true, help: '' },
  { name: 'filename', short: 'f', type: 'stringSlice', help: '' },
  { name: 'env', short: 'e', type: 'stringArray', help: '' },
  { name: 'timeout', type: 'duration', default: '0s', help: '' },
  { name: 'dry-run', type: 'string', default: "'none'", bare: 'unchanged', help: '' },
];
const table = flagTable(flags);
const read = (line: string) => parseFlags(table, line.split(' ').filter(Boolean));

describe('spellings', () => {
  test.each([
    ['-n kube-system', 'kube-system'],
    ['-nkube-system', 'kube-system'],
    ['-n=kube-system', 'kube-system'],
    ['--namespace kube-system', 'kube-system'],
    ['--namespace=kube-system', 'kube-system'],
    ['--namespace=', ''],
    ['-wn kube-system', 'kube-system'],
    ['-wAnkube-system', 'kube-system'],
  ])('%s', (line, namespace) => {
    expect(read(line).flags.string('namespace')).toBe(namespace);
  });

  test('what is no flag stays, wherever it stands', () => {
    const { args, argsBeforeDash, flags: values } = read('pods -w web -n x -- -l ls');
    expect(args).toEqual(['pods', 'web', '-l', 'ls']);
    expect(argsBeforeDash).toBe(2);
    expect([values.bool('watch'), values.bool('all')]).toEqual([true, false]);
  });

  test('lists gather: slices at commas, arrays as they come', () => {
    const { flags: values } = read('-f a,b -f c -e X=1,2 -e Y=3');
    expect(values.list('filename')).toEqual(['a', 'b', 'c']);
    expect(values.list('env')).toEqual(['X=1,2', 'Y=3']);
  });

  test('a bare flag has its own value and takes no word', () => {
    const { flags: values, args } = read('--dry-run client');
    expect(values.string('dry-run')).toBe('unchanged');
    expect(args).toEqual(['client']);
    expect(takesNextWord(table, '--dry-run')).toBe(false);
    expect(takesNextWord(table, '-n')).toBe(true);
  });

  test('durations are milliseconds', () => {
    expect(read('--timeout=1m30s').flags.durationMs('timeout')).toBe(90_000);
  });
});

describe('refusals', () => {
  test.each([
    ['--lol', 'unknown flag: --lol'],
    ['-x', "unknown shorthand flag: 'x' in -x"],
    ['-wxy', "unknown shorthand flag: 'x' in -xy"],
    ['-n', "flag needs an argument: 'n' in -n"],
    ['--namespace', 'flag needs an argument: --namespace'],
    ['--=x', 'bad flag syntax: --=x'],
    [
      '--replicas=abc',
      'invalid argument "abc" for "--replicas" flag: strconv.ParseInt: parsing "abc": invalid syntax',
    ],
    [
      '--replicas=99999999999999999999',
      'invalid argument "99999999999999999999" for "--replicas" flag: strconv.ParseInt: parsing "99999999999999999999": value out of range',
    ],
    [
      '--watch=maybe',
      'invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    [
      '--timeout=5',
      'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"',
    ],
  ])('%s', (line, message) => {
    expect(() => read(line)).toThrow(message);
  });

  test('required flags', () => {
    expect(() => requireFlags(table, read('-w').flags)).toThrow(
      'required flag(s) "replicas" not set',
    );
  });
});

test('every spelling of a value means the same', () => {
  const value = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('='));
  fc.assert(
    fc.property(value, (text) => {
      const lines = [
        ['-n', text],
        [`-n${text}`],
        [`-n=${text}`],
        ['--namespace', text],
        [`--namespace=${text}`],
      ];
      for (const words of lines)
        expect(parseFlags(table, words).flags.string('namespace')).toBe(text);
    }),
  );
});
