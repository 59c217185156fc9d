/** Keys and values of a generated ConfigMap or Secret: env files, literals, files. Mirrors api kv/kv.go. */
import { KubectlError } from '../../errors.ts';
import { baseName } from '../../paths.ts';
import type { Generator } from '../kustomization.ts';
import type { Loader } from '../loader.ts';

type Pair = readonly [key: string, value: string];

/** `A="b c"` ⇒ ["A", "b c"] */
function literal(source: string): Pair {
  const equals = source.indexOf('=');
  if (equals <= 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
  const value = source.slice(equals + 1);
  return [source.slice(0, equals), value.replace(/^(["'])(.*)\1$/s, '$2')];
}

/** "key=path", or a path whose last part is the key. */
function fileSource(source: string): { readonly key: string; readonly path: string } {
  const parts = source.split('=');
  const [key = '', path = ''] = parts;
  if (parts.length === 1) return { key: baseName(source.replace(/\/+$/, '')), path: source };
  if (parts.length > 2)
    throw new KubectlError(`source ${JSON.stringify(source)} key name or file path contains '='`);
  if (key === '')
    throw new KubectlError(
      `missing key name for file path ${JSON.stringify(path)} in source ${JSON.stringify(source)}`,
    );
  if (path === '')
    throw new KubectlError(
      `missing file path for key name ${JSON.stringify(key)} in source ${JSON.stringify(source)}`,
    );
  return { key, path };
}

const pairsOfEnv = (text: string): readonly Pair[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): Pair => {
      const equals = line.indexOf('=');
      return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
    })
    .filter(([key]) => key !== '');

function within<T>(what: string, sources: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`loading KV pairs: ${what} [${sources.join(' ')}]: ${error.message}`);
  }
}

/** Every key with its value; a key that comes twice is refused. */
export function readKeyValues(
  { name = '', envs = [], literals = [], files = [] }: Generator,
  loader: Loader,
): ReadonlyMap<string, string> {
  const pairs = [
    ...within('env source files:', envs, () =>
      envs.flatMap((path) => pairsOfEnv(loader.load(path))),
    ),
    ...within('literal sources', literals, () => literals.map(literal)),
    ...within('file sources:', files, () =>
      files.map((source): Pair => {
        const { key, path } = fileSource(source);
        return [key, loader.load(path)];
      }),
    ),
  ];
  const found = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (found.has(key))
      throw new KubectlError(`configmap ${name} illegally repeats the key \`${key}\``);
    found.set(key, value);
  }
  return found;
}
