/** What the shell of a container understands. */
import { expect, it } from 'vitest';
import { executeNow, type World } from './index.ts';

const world = (): World => ({
  files: new Map([['/etc/motd', 'hello\n']]),
  env: new Map([['NAME', 'ann']]),
  hostname: 'web',
  now: () => 1_767_603_600_000,
  resolve: (name) => (name === 'db' ? '10.96.0.7' : undefined),
  exchange: ({ url: { hostname, pathname } }) => {
    const peer = { ip: '10.244.1.2', port: 80, tookMs: 0 };
    if (hostname === 'shut') return { kind: 'refused', ...peer };
    if (hostname !== 'web') return { kind: 'unresolved', tookMs: 0 };
    const status = pathname === '/' ? 200 : 404;
    return { kind: 'response', ...peer, response: { status, headers: [], body: `${pathname}\n` } };
  },
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
  ['cat < /etc/motd', 0, 'hello\n'],
  ['cd /etc; cat motd; pwd', 0, 'hello\n/etc\n'],
  ['mkdir /a && cd /a && touch b && ls', 0, 'b\n'],
  ['ls -d /etc /nope', 2, "/etc\nls: cannot access '/nope': No such file or directory\n"],
  ['mkdir -p /d; cp /etc/motd /d; rm -r /d; test -d /d || echo gone', 0, 'gone\n'],
  [
    'tar cf /tmp/t.tar /etc/motd; cd /tmp; tar xf t.tar; cat etc/motd',
    0,
    "tar: Removing leading `/' from member names\nhello\n",
  ],
  ['seq 5 | tail -n 2 | head -n 1', 0, '4\n'],
  ['wget -qO- http://web/', 0, '/\n'],
  ['wget -q -O- web/x', 1, 'wget: server returned error: HTTP/1.1 404 Not Found\n'],
  ['curl -s -o /dev/null -w "%{http_code}" web/x', 0, '404'],
  [
    'curl -sS shut',
    7,
    "curl: (7) Failed to connect to shut port 80 after 0 ms: Couldn't connect to server\n",
  ],
  ['curl -s nowhere', 6, ''],
  ['curl -sS nowhere', 6, 'curl: (6) Could not resolve host: nowhere\n'],
])('%s', (script, status, output) => {
  expect(executeNow(['sh', '-c', script], world(), LIMIT_MS)).toEqual({ status, output });
});

it('gives up on what takes too long, and on loops without end', () => {
  expect(executeNow(['sleep', '61'], world(), LIMIT_MS)).toBeUndefined();
  expect(executeNow(['sh', '-c', 'while true; do :; done'], world(), 1_000)).toBeUndefined();
});
