/** Keys and values of a ConfigMap or Secret from `--from-literal`, `--from-file` and `--from-env-file`. */
import { KubectlError } from '../../errors.ts';
import type { KubectlHost } from '../../host.ts';
import { absolutePath, baseName } from '../../paths.ts';

export interface DataSources {
  readonly files: readonly string[];
  readonly literals: readonly string[];
  readonly envFiles: readonly string[];
}

/** What the two kinds say differently. */
export interface DataWords {
  invalidKey(key: string, why: string): string;
  duplicateKey(key: string): string;
  /** `config` or `secret`, of an env file that is a folder. */
  readonly envFile: string;
}

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_MESSAGE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const VARIABLE_MESSAGE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

/** Names that would climb out of a folder. */
function climbing(name: string): readonly string[] {
  if (name === '.') return ["must not be '.'"];
  if (name === '..') return ["must not be '..'"];
  return name.startsWith('..') ? ["must not start with '..'"] : [];
}

/** Why a text is no key of a ConfigMap; empty when it is one. Mirrors apimachinery validation.IsConfigMapKey. */
const dataKeyErrors = (key: string): readonly string[] => [
  ...(key.length > 253 ? ['must be no more than 253 characters'] : []),
  ...(KEY.test(key) ? [] : [KEY_MESSAGE]),
  ...climbing(key),
];

/** Why a text is no name of a variable; empty when it is one. Mirrors apimachinery validation.IsEnvVarName. */
export const variableNameErrors = (name: string): readonly string[] => [
  ...(VARIABLE.test(name) ? [] : [VARIABLE_MESSAGE]),
  ...climbing(name),
];

function literal(source: string): readonly [string, string] {
  const equals = source.indexOf('=');
  if (equals <= 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
  return [source.slice(0, equals), source.slice(equals + 1)];
}

/** "key=path" ⇒ its parts; "path" ⇒ the key is the file's name. */
function fileSource(source: string): { key: string; path: string } {
  const parts = source.split('=');
  const [key = '', path = ''] = parts;
  if (parts.length === 1) return { key: baseName(source.replace(/\/+$/, '')), path: source };
  if (parts.length > 2) throw new KubectlError("key names or file paths cannot contain '='");
  if (key === '') throw new KubectlError(`key name for file path ${path} missing`);
  if (path === '') throw new KubectlError(`file path for key name ${key} missing`);
  return { key, path };
}

function statOf(host: KubectlHost, path: string): 'file' | 'folder' {
  const found = host.files.stat(absolutePath(host, path));
  if (!found) throw new KubectlError(`error reading ${path}: no such file or directory`);
  return found.kind;
}

function entriesOfFile(host: KubectlHost, source: string): readonly (readonly [string, string])[] {
  const { key, path } = fileSource(source);
  const at = absolutePath(host, path);
  if (statOf(host, path) === 'file') return [[key, host.files.read(at)]];
  if (source.includes('=')) throw new KubectlError('cannot give a key name for a directory path');
  return host.files
    .list(at)
    .filter((name) => host.files.stat(`${at}/${name}`)?.kind === 'file')
    .map((name) => [name, host.files.read(`${at}/${name}`)] as const);
}

function entriesOfEnvFile(
  host: KubectlHost,
  path: string,
  words: DataWords,
): readonly (readonly [string, string])[] {
  if (statOf(host, path) === 'folder')
    throw new KubectlError(`env ${words.envFile} file cannot be a directory`);
  const text = host.files.read(absolutePath(host, path)).replace(/^\uFEFF/, '');
  return text.split(/\r?\n/).flatMap((line) => {
    const trimmed = line.trimStart();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const equals = trimmed.indexOf('=');
    const key = equals < 0 ? trimmed : trimmed.slice(0, equals);
    const errors = variableNameErrors(key);
    if (errors.length > 0)
      throw new KubectlError(`${JSON.stringify(key)} is not a valid key name: ${errors.join(';')}`);
    return [[key, equals < 0 ? (host.env[key] ?? '') : trimmed.slice(equals + 1)] as const];
  });
}

/** Every key with its text. Refuses what is no key, and a key that comes twice. */
export function readDataSources(
  host: KubectlHost,
  sources: DataSources,
  words: DataWords,
): ReadonlyMap<string, string> {
  if (sources.envFiles.length > 0 && sources.files.length + sources.literals.length > 0)
    throw new KubectlError('from-env-file cannot be combined with from-file or from-literal');
  const data = new Map<string, string>();
  const add = ([key, value]: readonly [string, string]): void => {
    const errors = dataKeyErrors(key);
    if (errors.length > 0) throw new KubectlError(words.invalidKey(key, errors.join(',')));
    if (data.has(key)) throw new KubectlError(words.duplicateKey(key));
    data.set(key, value);
  };
  for (const source of sources.files) entriesOfFile(host, source).forEach(add);
  for (const source of sources.literals) add(literal(source));
  for (const path of sources.envFiles) entriesOfEnvFile(host, path, words).forEach(add);
  return data;
}
