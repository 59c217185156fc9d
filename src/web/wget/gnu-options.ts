/** GNU wget's command line, as far as it is known here. */
import { type GivenReader, readerOf } from '../given.ts';

const LONG: Readonly<Record<string, '' | ':'>> = {
  'body-data': ':',
  'connect-timeout': ':',
  continue: '',
  'directory-prefix': ':',
  header: ':',
  help: '',
  method: ':',
  'no-check-certificate': '',
  'no-verbose': '',
  'output-document': ':',
  password: ':',
  'post-data': ':',
  progress: ':',
  quiet: '',
  'read-timeout': ':',
  'retry-connrefused': '',
  'server-response': '',
  'show-progress': '',
  spider: '',
  timeout: ':',
  tries: ':',
  user: ':',
  'user-agent': ':',
  verbose: '',
  version: '',
  waitretry: ':',
};

const SHORT: Readonly<Record<string, string>> = {
  c: 'continue',
  h: 'help',
  O: 'output-document',
  P: 'directory-prefix',
  q: 'quiet',
  S: 'server-response',
  T: 'timeout',
  t: 'tries',
  U: 'user-agent',
  v: 'verbose',
  V: 'version',
};

export interface WgetOptions extends GivenReader {
  readonly urls: readonly string[];
}

interface Word {
  readonly long: string;
  readonly value: string | undefined;
}

/** The options a word stands for, or what is wrong with it. */
function wordsOf(word: string): readonly Word[] | string {
  if (word.startsWith('--')) {
    const [name = '', ...rest] = word.slice(2).split('=');
    const found =
      LONG[name] === undefined ? Object.keys(LONG).filter((one) => one.startsWith(name)) : [name];
    if (found.length > 1) {
      const all = found.map((one) => `'--${one}'`).join(' ');
      return `option '--${name}' is ambiguous; possibilities: ${all}`;
    }
    const [long] = found;
    if (long === undefined) return `unrecognized option '--${name}'`;
    return [{ long, value: word.includes('=') ? rest.join('=') : undefined }];
  }
  if (word === '-nv') return [{ long: 'no-verbose', value: undefined }];
  const words: Word[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const long = SHORT[word[at] ?? ''];
    if (long === undefined) return `invalid option -- '${word[at] ?? ''}'`;
    if (LONG[long] === '') words.push({ long, value: undefined });
    else return [...words, { long, value: word.slice(at + 1) || undefined }];
  }
  return words;
}

/** Reads a command line, or says what is wrong with it. */
export function parseWget(args: readonly string[]): WgetOptions | { readonly usage: string } {
  const given: (readonly [string, string])[] = [];
  const urls: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      urls.push(word);
      continue;
    }
    const words = wordsOf(word);
    if (typeof words === 'string') return { usage: words };
    for (const { long, value } of words) {
      if (LONG[long] === '' || value !== undefined) given.push([long, value ?? '']);
      else {
        at += 1;
        const next = args[at];
        if (next === undefined)
          return {
            usage: `option requires an argument -- '${word.replace(/^-+/, '').at(-1) ?? ''}'`,
          };
        given.push([long, next]);
      }
    }
  }
  return { ...readerOf(given), urls };
}
