/** Preferences: aliases of commands and defaults of flags, from ~/.kube/kuberc. Mirrors kubectl pkg/kuberc/kuberc.go. */
import type { Json } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseYamlText } from '#apimachinery/yaml-text.ts';
import { KubectlError } from './errors.ts';
import type { KubectlHost } from './host.ts';
import { type ConfigField, readFields } from './kubeconfig-fields.ts';
import { absolutePath } from './paths.ts';

export interface FlagDefault {
  readonly name: string;
  readonly default: string;
}
export interface CommandDefaults {
  readonly command: string;
  readonly options: readonly FlagDefault[] | null;
}
export interface Alias {
  readonly name: string;
  readonly command: string;
  readonly prependArgs?: readonly string[];
  readonly appendArgs?: readonly string[];
  readonly options?: readonly FlagDefault[];
}
export interface Preferences {
  readonly kind: string;
  readonly apiVersion: string;
  readonly defaults: readonly CommandDefaults[] | null;
  readonly aliases: readonly Alias[] | null;
}

export const emptyPreferences: Preferences = {
  kind: 'Preference',
  apiVersion: 'kubectl.config.k8s.io/v1beta1',
  defaults: null,
  aliases: null,
};

/** Where the preferences are: `--kuberc`, else `$KUBERC`, else ~/.kube/kuberc; undefined when they are off. */
export function kubercFile(
  { env }: KubectlHost,
  given: string,
): { readonly path: string; readonly explicit: boolean } | undefined {
  const named = env['KUBERC'] ?? '';
  if (named === 'off') {
    if (given)
      throw new KubectlError(
        'disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive',
      );
    return undefined;
  }
  const path = given || named;
  const standard = `${env['HOME'] ?? '/home/learner'}/.kube/kuberc`;
  return { path: path || standard, explicit: path !== '' };
}

/** `--kuberc FILE` among the words of a line, before its flags are read. */
function kubercFlag(args: readonly string[]): string {
  for (const [at, word] of args.entries()) {
    if (word === '--') return '';
    const value = word === '--kuberc' ? args[at + 1] : /^--kuberc=(.*)$/s.exec(word)?.[1];
    if (value) return value;
    if (word === '--kuberc' || word.startsWith('--kuberc='))
      throw new KubectlError('kuberc file is not found');
  }
  return '';
}

/** Whose preferences count for a line; what is wrong with where they should be ends it. */
export function preferencesFile(host: KubectlHost): ReturnType<typeof kubercFile> {
  const refused = (text: string): KubectlError =>
    new KubectlError(`error occurred while applying preferences ${text}`, { plain: true });
  let given = '';
  try {
    given = kubercFlag(host.args);
    return kubercFile(host, given);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw refused(given ? `kuberc error ${error.message}` : error.message);
  }
}

const optionFields: readonly ConfigField[] = [
  { name: 'name', type: 'string', always: true },
  { name: 'default', type: 'string', always: true },
];
const defaultsFields: readonly ConfigField[] = [
  { name: 'command', type: 'string', always: true },
  { name: 'options', type: optionFields, many: true, always: true },
];
const aliasFields: readonly ConfigField[] = [
  { name: 'name', type: 'string', always: true },
  { name: 'command', type: 'string', always: true },
  { name: 'prependArgs', type: 'strings' },
  { name: 'appendArgs', type: 'strings' },
  { name: 'options', type: optionFields, many: true },
];

/** A list of structs, each with its fields in Go's order. */
const list = <T>(value: Json | undefined, fields: readonly ConfigField[]): readonly T[] =>
  Array.isArray(value)
    ? (value.map((item: Json) => readFields(fields, item, '')) as unknown as readonly T[])
    : [];

/** Reads a file of preferences; throws what is wrong with its YAML. */
export function readPreferences(host: KubectlHost, path: string): Preferences {
  let document: Json;
  try {
    document = parseYamlText(host.files.read(absolutePath(host, path)));
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new KubectlError(error.message);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return emptyPreferences;
  const { defaults, aliases } = document as { readonly [key: string]: Json };
  return {
    ...emptyPreferences,
    defaults: list(defaults, defaultsFields),
    aliases: list(aliases, aliasFields),
  };
}

/** Refuses names that are none. Mirrors kuberc.go validate. */
export function checkPreferences({ aliases, defaults }: Preferences): void {
  const seen = new Set<string>();
  const checkFlags = (options: readonly FlagDefault[] | null | undefined): void => {
    const wrong = (options ?? []).find(({ name }) => name.startsWith('-'));
    if (wrong)
      throw new KubectlError(`flag name ${wrong.name} should be in long form without dashes`);
  };
  for (const { name, options } of aliases ?? []) {
    if (!/^[a-zA-Z]+$/.test(name))
      throw new KubectlError('invalid alias name, can only include alphabetical characters');
    checkFlags(options);
    if (seen.has(name)) throw new KubectlError(`duplicate alias name ${name}`);
    seen.add(name);
  }
  for (const { options } of defaults ?? []) checkFlags(options);
}
