/** What the shell of a container understands. */
import { expect, it } from 'vitest';
import { executeNow, type World } from './index.ts';

const world = (): World => ({
  files: new Map([['/etc/motd', 'hello\n']]),
  env: new Map([['NAME', 'ann']]),
  hostname: 'web',
  now: () => 1_767_603_600_000,
  resolve: (name) => (name === 'db' ? '10.96.0.7' : undefined),
  print: () => undefined,
  printError: () => undefined,
});

const LIMIT_MS = 60_000;

it.each([
  ['echo one; echo two', 0, 'one\ntwo\n'],
  ['echo -n x && false || echo y', 0, 'xy\n'],
  ['false && echo no', 1, ''],
  ['exit 42; echo no', 42, ''],
  ['cat /etc/motd', 0, 'hello\n'],
  ['cat /nope', 1, 'cat: /nope: No such file or directory\n'],
  ['touch /tmp/a && test -f /tmp/a && rm /tmp/a && [ ! -e /tmp/a ] && echo ok', 0, 'ok\n'],
  ['echo "hi $NAME" > /tmp/x; cat /tmp/x', 0, 'hi ann\n'],
  ['echo a >> /tmp/x; echo b >> /tmp/x; cat /tmp/x', 0, 'a\nb\n'],
  ['i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done', 0, '0\n1\n2\n'],
  ['for x in a b; do echo $x; done', 0, 'a\nb\n'],
  ['if test -f /etc/motd; then echo yes; else echo no; fi', 0, 'yes\n'],
  ['until test -f /tmp/up; do sleep 1; touch /tmp/up; done; echo up', 0, 'up\n'],
  ['echo $(hostname)', 0, 'web\n'],
  ['cat /etc/motd | grep hell', 0, 'hello\n'],
  ['! false', 0, ''],
  ['no-such-program', 127, 'sh: no-such-program: not found\n'],
  ['nslookup db > /dev/null && echo found', 0, 'found\n'],
  ['echo gone >&2; exit 3', 3, 'gone\n'],
])('%s', (script, status, output) => {
  expect(executeNow(['sh', '-c', script], world(), LIMIT_MS)).toEqual({ status, output });
});

it('gives up on what takes too long, and on loops without end', () => {
  expect(executeNow(['sleep', '61'], world(), LIMIT_MS)).toBeUndefined();
  expect(executeNow(['sh', '-c', 'while true; do :; done'], world(), 1_000)).toBeUndefined();
});
