/** curl's command line. Mirrors curl src/tool_getparam.c of 7.88.1, as far as HTTP goes. */
import { type GivenReader, readerOf } from '../given.ts';

/** Long names: with a value (`:`) or without; the letter where there is one. */
const OPTIONS: readonly (readonly [long: string, letter: string, takes: '' | ':'])[] = [
  ['request', 'X', ':'],
  ['data', 'd', ':'],
  ['data-ascii', '', ':'],
  ['data-raw', '', ':'],
  ['data-binary', '', ':'],
  ['data-urlencode', '', ':'],
  ['json', '', ':'],
  ['get', 'G', ''],
  ['head', 'I', ''],
  ['include', 'i', ''],
  ['header', 'H', ':'],
  ['user-agent', 'A', ':'],
  ['referer', 'e', ':'],
  ['cookie', 'b', ':'],
  ['user', 'u', ':'],
  ['oauth2-bearer', '', ':'],
  ['output', 'o', ':'],
  ['remote-name', 'O', ''],
  ['remote-name-all', '', ''],
  ['output-dir', '', ':'],
  ['create-dirs', '', ''],
  ['dump-header', 'D', ':'],
  ['write-out', 'w', ':'],
  ['silent', 's', ''],
  ['show-error', 'S', ''],
  ['no-progress-meter', '', ''],
  ['progress-bar', '#', ''],
  ['verbose', 'v', ''],
  ['fail', 'f', ''],
  ['fail-with-body', '', ''],
  ['fail-early', '', ''],
  ['location', 'L', ''],
  ['location-trusted', '', ''],
  ['max-redirs', '', ':'],
  ['insecure', 'k', ''],
  ['cacert', '', ':'],
  ['max-time', 'm', ':'],
  ['connect-timeout', '', ':'],
  ['retry', '', ':'],
  ['retry-delay', '', ':'],
  ['retry-max-time', '', ':'],
  ['retry-connrefused', '', ''],
  ['retry-all-errors', '', ''],
  ['resolve', '', ':'],
  ['connect-to', '', ':'],
  ['globoff', 'g', ''],
  ['no-buffer', 'N', ''],
  ['ipv4', '4', ''],
  ['http1.0', '0', ''],
  ['http1.1', '', ''],
  ['http2', '', ''],
  ['compressed', '', ''],
  ['no-keepalive', '', ''],
  ['keepalive-time', '', ':'],
  ['disable', 'q', ''],
  ['parallel', 'Z', ''],
  ['path-as-is', '', ''],
  ['noproxy', '', ':'],
  ['url', '', ':'],
  ['upload-file', 'T', ':'],
  ['help', 'h', ''],
  ['version', 'V', ''],
];

const NUMBERS: ReadonlySet<string> = new Set([
  'max-time',
  'connect-timeout',
  'retry',
  'retry-delay',
  'retry-max-time',
  'max-redirs',
]);

/** What was given, in its order. */
export interface CurlOptions extends GivenReader {
  readonly given: readonly (readonly [long: string, value: string])[];
  readonly urls: readonly string[];
}

/** The command line is wrong: what curl says of it. */
export interface CurlUsage {
  readonly usage: string;
}

const byLetter = new Map(OPTIONS.filter(([, letter]) => letter).map((one) => [one[1], one]));

/** A long name, or the only one it begins; `--no-X` turns X off. */
function findLong(name: string): (typeof OPTIONS)[number] | 'ambiguous' | undefined {
  const exact = OPTIONS.find(([long]) => long === name);
  if (exact) return exact;
  const found = OPTIONS.filter(([long]) => long.startsWith(name));
  return found.length > 1 ? 'ambiguous' : found[0];
}

class Parser {
  readonly given: [string, string][] = [];
  readonly urls: string[] = [];
  usage: string | undefined;

  parse(args: readonly string[]): void {
    let isOver = false;
    for (let at = 0; at < args.length && this.usage === undefined; at += 1) {
      const word = args[at] ?? '';
      if (isOver || !word.startsWith('-') || word === '-') this.urls.push(word);
      else if (word === '--') isOver = true;
      else if (word.startsWith('--')) at += this.#long(word, args[at + 1]);
      else at += this.#short(word, args[at + 1]);
    }
  }

  #long(word: string, next: string | undefined): number {
    const name = word.slice(2);
    const found = findLong(name) ?? (name.startsWith('no-') ? findLong(name.slice(3)) : undefined);
    if (found === undefined) return this.#wrong(word, 'is unknown');
    if (found === 'ambiguous') return this.#wrong(word, 'is ambiguous');
    const [long, , takes] = found;
    if (takes === '') {
      if (name.startsWith('no-') && !long.startsWith('no-')) this.#turnOff(long);
      else this.given.push([long, '']);
      return 0;
    }
    return this.#take(word, long, next);
  }

  #short(word: string, next: string | undefined): number {
    for (let at = 1; at < word.length; at += 1) {
      const found = byLetter.get(word[at] ?? '');
      if (!found) return this.#wrong(word, 'is unknown');
      const [long, , takes] = found;
      if (takes === '') {
        this.given.push([long, '']);
        continue;
      }
      const attached = word.slice(at + 1);
      if (attached === '') return this.#take(word, long, next);
      this.#take(word, long, attached);
      return 0;
    }
    return 0;
  }

  /** Gives how many further words it used. */
  #take(word: string, long: string, value: string | undefined): number {
    if (value === undefined) return this.#wrong(word, 'requires parameter');
    if (NUMBERS.has(long) && !/^\d+(\.\d*)?$/.test(value)) {
      return this.#wrong(word, 'expected a proper numerical parameter');
    }
    if (long === 'url') this.urls.push(value);
    else this.given.push([long, value]);
    return 1;
  }

  #turnOff(long: string): void {
    for (let at = this.given.length - 1; at >= 0; at -= 1) {
      if (this.given[at]?.[0] === long) this.given.splice(at, 1);
    }
  }

  #wrong(word: string, why: string): number {
    this.usage = `curl: option ${word}: ${why}\n${TRY}`;
    return 0;
  }
}

export const TRY = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** Reads a command line, or says what is wrong with it. */
export function parseCurl(args: readonly string[]): CurlOptions | CurlUsage {
  const parser = new Parser();
  parser.parse(args);
  const { given, urls, usage } = parser;
  if (usage !== undefined) return { usage };
  return { ...readerOf(given), given, urls };
}
