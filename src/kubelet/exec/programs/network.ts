/** Programs that ask web servers: curl and wget, against what the pod can reach. */

import { pathOf } from '../paths.ts';
import type { Fetched, World } from '../world.ts';
import type { Programs, Tool } from './tool.ts';

function urlOf(text: string): URL | undefined {
  try {
    return new URL(/^\w+:\/\//.test(text) ? text : `http://${text}`);
  } catch {
    return undefined;
  }
}

interface WebArguments {
  readonly url: string;
  readonly letters: string;
  /** By the flag's letter: `-o FILE`, `-O-`. */
  readonly values: ReadonlyMap<string, string>;
}

const LONG: Readonly<Record<string, string>> = {
  '--head': 'I',
  '--fail': 'f',
  '--silent': 's',
  '--quiet': 'q',
  '--output': 'o',
  '--output-document': 'O',
  '--max-time': 'm',
  '--connect-timeout': 'm',
  '--timeout': 'T',
  '--header': 'H',
  '--request': 'X',
  '--write-out': 'w',
  '--spider': 'S',
};

/** Short flags may stand together, the last with its value: `-qO- URL`. `valued` has those that take one. */
function parseArguments(args: readonly string[], valued: string): WebArguments {
  const values = new Map<string, string>();
  let letters = '';
  let url = '';
  const rest = args.flatMap((arg) => {
    const [name = '', ...value] = arg.startsWith('--') ? arg.split('=') : [arg];
    return [LONG[name] ? `-${LONG[name]}` : name, ...value];
  });
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') {
      url = arg;
      continue;
    }
    const cut = [...arg].findIndex((letter, place) => place > 0 && valued.includes(letter));
    letters += cut < 0 ? arg.slice(1) : arg.slice(1, cut);
    if (cut < 0) continue;
    const joined = arg.slice(cut + 1);
    if (joined === '') at += 1;
    values.set(arg[cut] ?? '', joined || (rest[at] ?? ''));
  }
  return { url, letters, values };
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

function ask(url: URL, world: World): Fetched {
  return world.fetch?.(url) ?? { error: 'no-route' };
}

/** Exit status and words of curl for what went wrong. */
function curlFailure(error: string, url: URL): readonly [status: number, words: string] {
  const host = url.hostname;
  if (error === 'unknown-host') return [6, `Could not resolve host: ${host}`];
  if (error === 'not-http') return [52, 'Empty reply from server'];
  const why = error === 'refused' ? 'Could not connect to server' : 'No route to host';
  return [7, `Failed to connect to ${host} port ${portOf(url)} after 0 ms: ${why}`];
}

const headOf = ({ status, server, body }: { status: number; server: string; body: string }) =>
  `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Not Found'}\r\nServer: ${server}\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\n\r\n`;

const curl: Tool = (args, world) => {
  const { url: text, letters, values } = parseArguments(args, 'omHXw');
  const url = urlOf(text);
  if (!text || !url) {
    world.printError("curl: try 'curl --help' for more information\n");
    return 2;
  }
  const answer = ask(url, world);
  if ('error' in answer) {
    const [status, words] = curlFailure(answer.error, url);
    if (!letters.includes('s') || letters.includes('S')) {
      world.printError(`curl: (${status}) ${words}\n`);
    }
    return status;
  }
  if (letters.includes('f') && answer.status >= 400) {
    world.printError(`curl: (22) The requested URL returned error: ${answer.status}\n`);
    return 22;
  }
  const body = letters.includes('I') ? '' : answer.body;
  const shown = /[iI]/.test(letters) ? headOf(answer) + body : body;
  const file = values.get('o');
  if (file === undefined) world.print(shown);
  else if (file !== '/dev/null') world.files.set(pathOf(file, world), shown);
  const format = values.get('w');
  if (format)
    world.print(format.replace('%{http_code}', String(answer.status)).replaceAll('\\n', '\n'));
  return 0;
};

const wget: Tool = (args, world) => {
  const { url: text, letters, values } = parseArguments(args, 'OTtH');
  const url = urlOf(text);
  if (!text || !url) {
    world.printError('wget: missing URL\n');
    return 1;
  }
  const say = (line: string): void => {
    if (!letters.includes('q')) world.printError(line);
  };
  say(`Connecting to ${url.hostname}:${portOf(url)}\n`);
  const answer = ask(url, world);
  if ('error' in answer) {
    const bad = `wget: bad address '${url.host}'\n`;
    const failed = `wget: can't connect to remote host (${url.hostname}): Connection refused\n`;
    world.printError(answer.error === 'unknown-host' ? bad : failed);
    return 1;
  }
  if (answer.status >= 400) {
    world.printError(`wget: server returned error: HTTP/1.1 ${answer.status} Not Found\n`);
    return 1;
  }
  const file = values.get('O') ?? (url.pathname.split('/').at(-1) || 'index.html');
  if (file === '-') world.print(answer.body);
  else if (file !== '/dev/null') {
    world.files.set(pathOf(file, world), answer.body);
    say(`saving to '${file}'\n'${file}' saved\n`);
  }
  return 0;
};

export const networkPrograms: Programs = [
  ['curl', curl],
  ['wget', wget],
];
