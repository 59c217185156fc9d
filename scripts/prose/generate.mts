/** Writes src/apimachinery/generated/prose.json: the API's descriptions, as far as installed packages have them to the letter. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf } from './digest.mts';
import { type ProseSource, prosePackages, proseSources } from './packages.mts';
import { wordings } from './wordings.mts';

/** Fingerprints of what a real 1.35 server says, by definition and field ("" is the definition itself). */
type Digests = Readonly<Record<string, Readonly<Record<string, string>>>>;

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');
const recorded = join(root, 'api/prose-digests.json');
const output = join(root, 'src/apimachinery/generated/prose.json');
const own = ['doc-comments', 'packages', 'digest', 'wordings', 'generate'].map((name) =>
  join(root, 'scripts/prose', `${name}.mts`),
);

function isUpToDate(): boolean {
  if (!existsSync(output)) return false;
  const written = statSync(output).mtimeMs;
  const packages = prosePackages.map((name) => join(modules, name, 'package.json'));
  return [recorded, ...own, ...packages.filter(existsSync)].every(
    (path) => statSync(path).ctimeMs <= written,
  );
}

/** The description with this fingerprint, if a package has it. */
function found(said: readonly string[], digest: string): string | undefined {
  for (const text of wordings(said)) if (digestOf(text) === digest) return text;
  return undefined;
}

/** The text of each fingerprint that a package has, wherever it is said. */
function textsOf(digests: Digests, sources: readonly ProseSource[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [definition, fields] of Object.entries(digests)) {
    const packages = sources.map((source) => source(definition));
    for (const [field, digest] of Object.entries(fields)) {
      if (texts.has(digest)) continue;
      const said = packages.flatMap((one) => one?.get(field) ?? []);
      const text = found(said, digest);
      if (text !== undefined) texts.set(digest, text);
    }
  }
  return texts;
}

/** Texts, each once, and which of them is said where. */
function proseFrom(digests: Digests, sources: readonly ProseSource[]) {
  const known = textsOf(digests, sources);
  const order = [...known.keys()];
  const numbers = new Map(order.map((digest, at) => [digest, at]));
  const definitions = Object.entries(digests).map(([definition, fields]) => {
    const said = Object.entries(fields).flatMap(([field, digest]) => {
      const at = numbers.get(digest);
      return at === undefined ? [] : [[field, at] as const];
    });
    return [definition, Object.fromEntries(said)] as const;
  });
  return { texts: [...known.values()], definitions: Object.fromEntries(definitions) };
}

/** Makes the prose unless it is newer than all it is made of. */
export function generateProse(): void {
  if (isUpToDate()) return;
  const digests = JSON.parse(readFileSync(recorded, 'utf8')) as Digests;
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify(proseFrom(digests, proseSources(modules)))}\n`);
}
