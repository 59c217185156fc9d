/** What curl 7.88.1 and GNU wget 1.21.3 printed against a small server: status, standard output, standard error. */
import { describe, expect, it } from 'vitest';
import type { Exchange, WebRequest } from '../exchange.ts';
import { printRequest } from '../message.ts';
import { runWeb } from '../test-host.ts';
import { busyboxWget } from '../wget/busybox.ts';
import { wget } from '../wget/gnu.ts';
import { curl } from './index.ts';

const headers = (length: number) =>
  [
    ['Server', 'nginx/1.21.6'],
    ['Date', 'Mon, 05 Jan 2026 09:00:00 GMT'],
    ['Content-Type', 'text/html'],
    ['Content-Length', String(length)],
  ] as const;

function server(request: WebRequest): Exchange {
  const { url, method } = request;
  const peer = { ip: '127.0.0.1', port: Number(url.port || 80), tookMs: 0 };
  if (url.hostname === 'nohost.invalid') return { kind: 'unresolved', tookMs: 0 };
  if (url.port === '1') return { kind: 'refused', ...peer };
  if (url.port === '18099') return { kind: 'lost', ...peer, tookMs: 134_000 };
  if (url.protocol === 'https:') return { kind: 'not-tls', ...peer };
  if (url.pathname === '/empty') return { kind: 'empty', ...peer };
  if (url.pathname === '/slow') return answer(peer, 200, 'slow\n', method, 3_000);
  if (url.pathname === '/echo') {
    return answer(peer, 200, printRequest(request).replaceAll('\r', ''), method);
  }
  if (url.pathname === '/301') {
    const response = {
      status: 301,
      headers: [...headers(6), ['Location', '/'] as const],
      body: 'moved\n',
    };
    return { kind: 'response', ...peer, response };
  }
  const status = /^\/([45]\d\d)/.exec(url.pathname)?.[1];
  if (status === '404') return answer(peer, 404, '<html>not found</html>\n', method);
  return status
    ? answer(peer, Number(status), 'oops\n', method)
    : answer(peer, 200, 'hello\n', method);
}

function answer(
  peer: { ip: string; port: number },
  status: number,
  text: string,
  method: string,
  tookMs = 0,
): Exchange {
  const body = method === 'HEAD' ? '' : text;
  return {
    kind: 'response',
    ...peer,
    tookMs,
    response: { status, headers: headers(text.length), body },
  };
}

const head = (status: string, length: number): string =>
  `HTTP/1.1 ${status}\r\nServer: nginx/1.21.6\r\nDate: Mon, 05 Jan 2026 09:00:00 GMT\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\n`;

const TRY = "curl: try 'curl --help' or 'curl --manual' for more information\n";
const HOST = 'localhost:18080';

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');

describe('curl', () => {
  it.each<readonly [line: string, status: number, stdout: string, stderr: string]>([
    ['', 2, '', TRY],
    ['--foo x', 2, '', `curl: option --foo: is unknown\n${TRY}`],
    ['-m', 2, '', `curl: option -m: requires parameter\n${TRY}`],
    [`-m abc ${HOST}`, 2, '', `curl: option -m: expected a proper numerical parameter\n${TRY}`],
    ['-Z9', 2, '', `curl: option -Z9: is unknown\n${TRY}`],
    ['-s', 2, '', `curl: no URL specified!\n${TRY}`],
    [`-s ${HOST}/`, 0, 'hello\n', ''],
    [`-si ${HOST}/`, 0, `${head('200 OK', 6)}\r\nhello\n`, ''],
    [`-sI ${HOST}/404`, 0, `${head('404 Not Found', 23)}\r\n`, ''],
    [`-sf ${HOST}/404`, 22, '', ''],
    [`-sSf ${HOST}/500`, 22, '', 'curl: (22) The requested URL returned error: 500\n'],
    [`--fail-with-body -s ${HOST}/404`, 22, '<html>not found</html>\n', ''],
    [
      `-sS localhost:1`,
      7,
      '',
      "curl: (7) Failed to connect to localhost port 1 after 0 ms: Couldn't connect to server\n",
    ],
    [`-sS nohost.invalid`, 6, '', 'curl: (6) Could not resolve host: nohost.invalid\n'],
    [
      `-sS -m 1 ${HOST}/slow`,
      28,
      '',
      'curl: (28) Operation timed out after 1000 milliseconds with 0 bytes received\n',
    ],
    [
      `-sS -m 1 127.0.0.1:18099`,
      28,
      '',
      'curl: (28) Connection timed out after 1000 milliseconds\n',
    ],
    [
      `-sS --connect-timeout 1 127.0.0.1:18099`,
      28,
      '',
      'curl: (28) Failed to connect to 127.0.0.1 port 18099 after 1000 ms: Timeout was reached\n',
    ],
    [`-sS ${HOST}/empty`, 52, '', 'curl: (52) Empty reply from server\n'],
    [
      `-sSk https://${HOST}/`,
      35,
      '',
      'curl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number\n',
    ],
    [`-s -o /dev/null -w %{http_code}\\n ${HOST}/`, 0, '200\n', ''],
    [`-s -w %{http_code} localhost:1`, 7, '000', ''],
    [`-sO ${HOST}/`, 23, '', 'curl: Remote file name has no length!\n'],
    [`-sL ${HOST}/301`, 0, 'hello\n', ''],
    [
      `-sL -w %{num_redirects}/%{url_effective}/%{size_download}/%{nosuch} ${HOST}/301`,
      0,
      `hello\n1/http://${HOST}/6/`.replace('/6/', '//6/'),
      "curl: unknown --write-out variable: 'nosuch'\n",
    ],
    [`-s ${HOST}/{a,b}`, 0, 'hello\nhello\n', ''],
    [`-s ${HOST}/ ${HOST}/404`, 0, 'hello\n<html>not found</html>\n', ''],
    ['-s foo://x', 1, '', ''],
    ['foo://x', 1, '', 'curl: (1) Protocol "foo" not supported or disabled in libcurl\n'],
    [`-sS -o /nodir/x ${HOST}/`, 23, '', 'curl: (23) Failure writing output to destination\n'],
    [`-sS -D - -o /dev/null ${HOST}/`, 0, `${head('200 OK', 6)}\r\n`, ''],
    [
      `-s -XPUT -HX-A:b -HAccept: -A me -u a:b -d {"a":1} ${HOST}/echo`,
      0,
      `PUT /echo HTTP/1.1\nHost: ${HOST}\nAuthorization: Basic YTpi\nUser-Agent: me\nX-A: b\nContent-Length: 7\nContent-Type: application/x-www-form-urlencoded\n\n{"a":1}`,
      '',
    ],
    [
      `-s --json {"a":1} ${HOST}/echo`,
      0,
      `POST /echo HTTP/1.1\nHost: ${HOST}\nUser-Agent: curl/7.88.1\nContent-Type: application/json\nAccept: application/json\nContent-Length: 7\n\n{"a":1}`,
      '',
    ],
    [
      `-s -d a=b -d @- ${HOST}/echo`,
      0,
      `POST /echo HTTP/1.1\nHost: ${HOST}\nUser-Agent: curl/7.88.1\nAccept: */*\nContent-Length: 9\nContent-Type: application/x-www-form-urlencoded\n\na=b&typed`,
      '',
    ],
    [
      `-s -G -d a=b -d c=d ${HOST}/echo`,
      0,
      `GET /echo?a=b&c=d HTTP/1.1\nHost: ${HOST}\nUser-Agent: curl/7.88.1\nAccept: */*\n\n`,
      '',
    ],
  ])('%s', (line, status, stdout, stderr) => {
    const run = runWeb(curl, words(line), server);
    expect({ status: run.status, stdout: run.stdout, stderr: run.stderr }).toEqual({
      status,
      stdout,
      stderr,
    });
  });

  it('tells all that happens with -v', () => {
    const { stderr } = runWeb(curl, ['-sv', `${HOST}/`], server);
    expect(stderr.replaceAll('\r', '')).toBe(`*   Trying 127.0.0.1:18080...
* Connected to localhost (127.0.0.1) port 18080 (#0)
> GET / HTTP/1.1
> Host: localhost:18080
> User-Agent: curl/7.88.1
> Accept: */*
> 
< HTTP/1.1 200 OK
< Server: nginx/1.21.6
< Date: Mon, 05 Jan 2026 09:00:00 GMT
< Content-Type: text/html
< Content-Length: 6
< 
{ [6 bytes data]
* Connection #0 to host localhost left intact
`);
  });

  it('tries again, with its words and its waits', () => {
    const run = runWeb(
      curl,
      ['-S', '--no-progress-meter', '--retry', '2', '--retry-delay', '1', `${HOST}/500`],
      server,
    );
    expect(run).toMatchObject({ stdout: 'oops\noops\noops\n', status: 0, tookMs: 2_000 });
    expect(run.stderr).toBe(
      'Warning: Problem : HTTP error. Will retry in 1 seconds. 2 retries left.\nWarning: Problem : HTTP error. Will retry in 1 seconds. 1 retries left.\n',
    );
  });

  it('shows its meter when the answer goes elsewhere', () => {
    expect(runWeb(curl, [`${HOST}/slow`], server).stderr).toBe(
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
        '                                 Dload  Upload   Total   Spent    Left  Speed\n' +
        '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0' +
        '\r100     5  100     5    0     0      1      0 --:--:--  0:00:03 --:--:--     1\n',
    );
  });

  it('saves files', () => {
    expect(
      runWeb(curl, ['-s', '-o', 'a', `${HOST}/`, '-O', `${HOST}/b.txt`], server).files,
    ).toEqual({
      a: 'hello\n',
      'b.txt': 'hello\n',
    });
  });
});

const START = `--2026-01-05 09:00:00--  http://${HOST}`;
const WAY =
  'Resolving localhost (localhost)... 127.0.0.1\nConnecting to localhost (localhost)|127.0.0.1|:18080... connected.\nHTTP request sent, awaiting response... ';

describe('wget', () => {
  it.each<readonly [line: string, status: number, stdout: string, stderr: string]>([
    [
      '',
      1,
      '',
      "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
    ],
    [
      '--foo',
      2,
      '',
      "wget: unrecognized option '--foo'\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
    ],
    [`-qO- ${HOST}/`, 0, 'hello\n', ''],
    [`-qO- ${HOST}/404`, 8, '', ''],
    [
      `-O- ${HOST}/404`,
      8,
      '',
      `${START}/404\n${WAY}404 Not Found\n2026-01-05 09:00:00 ERROR 404: Not Found.\n\n`,
    ],
    [
      `--spider ${HOST}/`,
      0,
      '',
      `Spider mode enabled. Check if remote file exists.\n${START}/\n${WAY}200 OK\nLength: 6 [text/html]\nRemote file exists and could contain further links,\nbut recursion is disabled -- not retrieving.\n\n`,
    ],
    [
      `--spider ${HOST}/404`,
      8,
      '',
      `Spider mode enabled. Check if remote file exists.\n${START}/404\n${WAY}404 Not Found\nRemote file does not exist -- broken link!!!\n\n`,
    ],
    [
      '127.0.0.1:1',
      4,
      '',
      '--2026-01-05 09:00:00--  http://127.0.0.1:1/\nConnecting to 127.0.0.1:1... failed: Connection refused.\n',
    ],
    ['-q localhost:1', 4, '', ''],
    [
      'nohost.invalid',
      4,
      '',
      '--2026-01-05 09:00:00--  http://nohost.invalid/\nResolving nohost.invalid (nohost.invalid)... failed: Name or service not known.\nwget: unable to resolve host address ‘nohost.invalid’\n',
    ],
    [
      '-T 1 -t 2 127.0.0.1:18099',
      4,
      '',
      '--2026-01-05 09:00:00--  http://127.0.0.1:18099/\nConnecting to 127.0.0.1:18099... failed: Connection timed out.\nRetrying.\n\n--2026-01-05 09:00:02--  (try: 2)  http://127.0.0.1:18099/\nConnecting to 127.0.0.1:18099... failed: Connection timed out.\nGiving up.\n\n',
    ],
  ])('%s', (line, status, stdout, stderr) => {
    const run = runWeb(wget, words(line), server);
    expect({ status: run.status, stdout: run.stdout, stderr: run.stderr }).toEqual({
      status,
      stdout,
      stderr,
    });
  });

  it('never writes over a file', () => {
    const { files } = runWeb(wget, ['-q', `${HOST}/`], server, { 'index.html': 'mine' });
    expect(files).toEqual({ 'index.html': 'mine', 'index.html.1': 'hello\n' });
  });

  it.each([
    [['-qO-', 'localhost'], 0, 'hello\n', ''],
    [
      ['-O-', '-T', '1', '127.0.0.1:18099'],
      1,
      '',
      'Connecting to 127.0.0.1:18099 (127.0.0.1:18099)\nwget: download timed out\n',
    ],
    [['-qO-', 'nohost.invalid'], 1, '', "wget: bad address 'nohost.invalid'\n"],
    [
      ['-q', 'localhost:1'],
      1,
      '',
      "wget: can't connect to remote host (127.0.0.1): Connection refused\n",
    ],
    [['-q', `${HOST}/404`], 1, '', 'wget: server returned error: HTTP/1.1 404 Not Found\n'],
  ])("busybox' %j", (args, status, stdout, stderr) => {
    const run = runWeb(busyboxWget, args, server);
    expect({ status: run.status, stdout: run.stdout, stderr: run.stderr }).toEqual({
      status,
      stdout,
      stderr,
    });
  });
});
