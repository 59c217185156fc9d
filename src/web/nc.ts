/** `nc -z`: whether something listens on a port, in the words of OpenBSD's nc. */
import { type Asked, ask, type WebProgram } from './program.ts';

const NAMES: Readonly<Record<number, string>> = {
  22: 'ssh',
  53: 'domain',
  80: 'http',
  443: 'https',
};

const USAGE = `usage: nc -z [-v] [-w SECONDS] HOST PORT...
This nc only looks whether a port is open (-z); curl talks to what listens there.
`;

function* words(args: readonly string[]): Generator<readonly [letter: string, value: string]> {
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (!word.startsWith('-')) {
      yield ['', word];
      continue;
    }
    for (const letter of word.slice(1)) {
      if (letter !== 'w') yield [letter, ''];
      else {
        const own = word.slice(word.indexOf('w') + 1);
        if (own === '') at += 1;
        yield ['w', own || (args[at] ?? '')];
        break;
      }
    }
  }
}

/** `80`, `80-82` */
function portsOf(text: string): readonly number[] {
  const [from = 0, to = from] = text.split('-').map(Number);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

const WHY: Partial<Record<Asked['kind'], string>> = {
  refused: 'Connection refused',
  'no-route': 'No route to host',
  lost: 'Connection timed out',
  late: 'Operation now in progress',
};

/** Tries ports. */
export const nc: WebProgram = function* nc(host) {
  const given = [...words(host.args)];
  const [name, ...ports] = given.filter(([letter]) => letter === '').map(([, word]) => word);
  if (name === undefined || ports.length === 0 || !given.some(([letter]) => letter === 'z')) {
    host.printError(USAGE);
    return 1;
  }
  const isTold = given.some(([letter]) => letter === 'v');
  const seconds = given.find(([letter]) => letter === 'w')?.[1];
  let status = 0;
  for (const port of ports.flatMap(portsOf)) {
    const request = {
      method: 'GET',
      url: new URL(`http://${name}:${port}/`),
      headers: [],
      body: '',
    };
    const asked = yield* ask(request, seconds ? { connectMs: Number(seconds) * 1000 } : {});
    if (asked.kind === 'unresolved') {
      host.printError(
        `nc: getaddrinfo for host "${name}" port ${port}: Name or service not known\n`,
      );
      return 1;
    }
    const why = WHY[asked.kind];
    const place = asked.ip === name ? name : `${name} (${asked.ip})`;
    if (why !== undefined) {
      status = 1;
      if (isTold) host.printError(`nc: connect to ${place} port ${port} (tcp) failed: ${why}\n`);
    } else if (isTold) {
      const known = NAMES[port] ?? '*';
      host.printError(`Connection to ${place} ${port} port [tcp/${known}] succeeded!\n`);
    }
  }
  return status;
};
