/** The packages of npm that carry the API's descriptions, and where each keeps those of a definition. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docComments, type Said } from './doc-comments.mts';

/** What a package says of `io.k8s.api.core.v1.Pod`; undefined when it doesn't know it. */
export type ProseSource = (definition: string) => Said | undefined;

interface Named {
  /** `core`, `apps`, `meta` */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const namedBy = (definition: string): Named => {
  const [kind = '', version = '', group = ''] = definition.split('.').reverse();
  return { group, version, kind };
};

const MACHINERY = 'io.k8s.apimachinery.pkg.';
/** Groups whose folder is called as in `apiVersion`. */
const PLAIN = ['apps', 'batch', 'autoscaling', 'policy'];
const FULL: Readonly<Record<string, string>> = {
  core: '',
  rbac: 'rbac.authorization.k8s.io',
  flowcontrol: 'flowcontrol.apiserver.k8s.io',
};

type Read = (file: string) => ReadonlyMap<string, Said> | undefined;

/** Reads each file once. */
function reader(): Read {
  const known = new Map<string, ReadonlyMap<string, Said> | undefined>();
  return (file) => {
    if (!known.has(file))
      known.set(file, existsSync(file) ? docComments(readFileSync(file, 'utf8')) : undefined);
    return known.get(file);
  };
}

/** `kubernetes-models`: one file a definition, line breaks and the values of enumerations kept; Kubernetes 1.36. */
function kubernetesModels(modules: string): ProseSource {
  const read = reader();
  return (definition) => {
    const { group, version, kind } = namedBy(definition);
    const folder = PLAIN.includes(group) ? group : (FULL[group] ?? `${group}.k8s.io`);
    const path = definition.startsWith(MACHINERY)
      ? `@kubernetes-models/apimachinery/${definition.slice(MACHINERY.length).replaceAll('.', '/')}`
      : `kubernetes-models/${folder}/${version}/${kind}`;
    return read(join(modules, `${path}.d.ts`))?.get(`I${kind}`);
  };
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `@kubernetes/client-node`: one class a definition, everything on one line, nothing of references; Kubernetes 1.34. */
function clientNode(modules: string): ProseSource {
  const read = reader();
  const folder = join(modules, '@kubernetes/client-node/dist/gen/models');
  return (definition) => {
    const { group, version, kind } = namedBy(definition);
    const short = capital(version) + kind;
    const names = [capital(group) + short, short];
    for (const name of names) {
      const said = read(join(folder, `${name}.d.ts`))?.get(name);
      if (said) return said;
    }
    return undefined;
  };
}

/** `kubernetes-types`: one file a group, paragraphs kept; Kubernetes 1.30. */
function kubernetesTypes(modules: string): ProseSource {
  const read = reader();
  return (definition) => {
    const { group, version, kind } = namedBy(definition);
    return read(join(modules, 'kubernetes-types', group, `${version}.d.ts`))?.get(kind);
  };
}

/** The packages, those nearest to the letter first. One that is not installed knows nothing. */
export const proseSources = (modules: string): readonly ProseSource[] =>
  [kubernetesModels, clientNode, kubernetesTypes].map((source) => source(modules));

/** The folders whose age says whether the prose is up to date. */
export const prosePackages = [
  'kubernetes-models',
  '@kubernetes-models/apimachinery',
  '@kubernetes/client-node',
  'kubernetes-types',
];
