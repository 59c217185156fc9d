/** What curl sends, made of its options. */
import type { Header, WebRequest } from '../exchange.ts';
import { byteLength } from '../message.ts';
import type { Step, WebHost } from '../program.ts';
import { type Reply, textFrom } from '../program.ts';
import { basic } from '../url.ts';
import type { CurlOptions } from './options.ts';

const AGENT = 'curl/7.88.1';

const DATA: ReadonlySet<string> = new Set([
  'data',
  'data-ascii',
  'data-raw',
  'data-binary',
  'data-urlencode',
  'json',
]);

function* readText(host: WebHost, path: string): Generator<Step, string, Reply> {
  const text = path === '-' ? yield* textFrom({ do: 'input' }) : host.readFile(path);
  if (text !== undefined) return text;
  if (path !== '-') {
    host.printError(`Warning: Couldn't read data from file "${path}", this makes an empty POST.\n`);
  }
  return '';
}

const encode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

/** `a=b c` ⇒ "a=b+c"; `name@file`, `=text` and `@file` as curl's manual has them. */
function* urlencoded(host: WebHost, value: string): Generator<Step, string, Reply> {
  const [, name = '', mark, rest = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(value) ?? [];
  if (mark === undefined) return encode(value);
  const text = mark === '@' ? yield* readText(host, rest) : rest;
  return name === '' ? encode(text) : `${name}=${encode(text)}`;
}

function* piece(host: WebHost, long: string, value: string): Generator<Step, string, Reply> {
  if (long === 'data-urlencode') return yield* urlencoded(host, value);
  if (long === 'data-raw' || !value.startsWith('@')) return value;
  const text = yield* readText(host, value.slice(1));
  return long === 'data-binary' || long === 'json' ? text : text.replace(/[\r\n\0]/g, '');
}

/** The body that `-d` and its kin make; undefined without any. */
export function* bodyOf(
  host: WebHost,
  { given }: CurlOptions,
): Generator<Step, string | undefined, Reply> {
  let body: string | undefined;
  for (const [long, value] of given) {
    if (!DATA.has(long)) continue;
    const more = yield* piece(host, long, value);
    const glue = body === undefined || long === 'json' ? '' : '&';
    body = `${body ?? ''}${glue}${more}`;
  }
  return body;
}

/** `-H 'X: y'` sets, `-H 'X:'` takes away, `-H 'X;'` sets an empty one. */
function withOwn(headers: readonly Header[], own: readonly string[]): readonly Header[] {
  const named = own.flatMap((line): readonly Header[] => {
    const at = line.indexOf(':');
    if (at > 0) return [[line.slice(0, at), line.slice(at + 1).trim()]];
    return line.endsWith(';') ? [[line.slice(0, -1), ' ']] : [];
  });
  const given = new Map(named.map(([name, value]) => [name.toLowerCase(), value]));
  const kept = headers.flatMap(([name, value]): readonly Header[] => {
    const set = given.get(name.toLowerCase());
    if (set === undefined) return [[name, value]];
    return name === 'Host' && set !== '' ? [[name, set]] : [];
  });
  const isHost = (name: string): boolean => name.toLowerCase() === 'host';
  const added = named.filter(([name, value]) => value !== '' && !isHost(name));
  const cut = kept.findIndex(([name]) => name.startsWith('Content-'));
  const before = cut < 0 ? kept : kept.slice(0, cut);
  return [...before, ...added, ...(cut < 0 ? [] : kept.slice(cut))];
}

function headersOf(options: CurlOptions, url: URL, body: string | undefined): readonly Header[] {
  const isJson = options.has('json');
  const user = options.value('user') ?? decodeURIComponent(authorityOf(url));
  const bearer = options.value('oauth2-bearer');
  const login: Header[] =
    bearer === undefined
      ? user === ''
        ? []
        : [['Authorization', basic(user)]]
      : [['Authorization', `Bearer ${bearer}`]];
  const optional = (name: string, long: string): Header[] => {
    const value = options.value(long);
    return value === undefined ? [] : [[name, value]];
  };
  const content: Header[] =
    body === undefined
      ? []
      : [
          ['Content-Length', String(byteLength(body))],
          ...(isJson ? [] : [['Content-Type', 'application/x-www-form-urlencoded'] as const]),
        ];
  const agent = options.value('user-agent') ?? AGENT;
  const all: Header[] = [
    ['Host', url.host],
    ...login,
    ...(agent === '' ? [] : [['User-Agent', agent] as const]),
    ...(isJson ? [] : [['Accept', '*/*'] as const]),
    ...optional('Referer', 'referer'),
    ...optional('Cookie', 'cookie'),
    ...content,
  ];
  const json = isJson ? ['Content-Type: application/json', 'Accept: application/json'] : [];
  return withOwn(all, [...json, ...options.values('header')]);
}

const authorityOf = ({ username, password }: URL): string =>
  username === '' ? '' : `${username}:${password}`;

/** A request for one URL. */
export function requestOf(options: CurlOptions, given: URL, body: string | undefined): WebRequest {
  const asQuery = options.has('get') && body !== undefined;
  const url = new URL(given);
  if (asQuery) url.search = url.search === '' ? body : `${url.search}&${body}`;
  const sent = asQuery ? undefined : body;
  const usual = options.has('head') ? 'HEAD' : sent === undefined ? 'GET' : 'POST';
  const method = options.value('request') ?? usual;
  return { method, url, headers: headersOf(options, url, sent), body: sent ?? '' };
}
