/**
 * Bundles the worker: one classic script for the start, and one for each `import()` in it.
 *
 * esbuild splits only into ES modules, which a worker made from a blob can't load. So it splits
 * first; then everything the start needs is bundled again into one scope (calls inside it stay
 * direct), and each further chunk becomes a function that asks `labParts` for what it imports.
 */
const path = require('node:path');
const esbuild = require('esbuild');

const outdir = path.resolve('lab-worker-chunks');
const dynamicImport = /\bimport\(\s*"\.\/([^"]+)"\s*\)/g;
const setup = 'parts-setup.js';
const partName = (file) => `lab-part.${file}`;

/** The text of every chunk, by file name, and what each imports. */
async function split(entry, options) {
  const { outputFiles, metafile } = await esbuild.build({
    ...options,
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir,
    write: false,
    metafile: true,
    minify: false,
  });
  const chunks = new Map();
  for (const { path: file, text } of outputFiles) {
    const name = path.basename(file);
    const output = metafile.outputs[path.relative(process.cwd(), file)];
    const named = (kind) =>
      output.imports.filter((each) => each.kind === kind).map((each) => path.basename(each.path));
    chunks.set(name, {
      text: text.replace(dynamicImport, (_, lazy) => `self.labParts.load("${partName(lazy)}")`),
      imports: named('import-statement'),
      lazy: named('dynamic-import'),
      isEntry: output.entryPoint !== undefined && path.resolve(output.entryPoint) === entry,
    });
  }
  return { chunks, inputs: Object.keys(metafile.inputs) };
}

/** A file and everything it imports without asking later. */
function closure(chunks, file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of chunks.get(file).imports) closure(chunks, next, seen);
  return seen;
}

/** Runs before the worker itself: makes the parts, and hands them the chunks they share. */
function setupText(shared, table) {
  return [
    `import { workerParts } from '${path.resolve('src/lab/parts/worker-parts.ts')}';`,
    ...shared.map((file, at) => `import * as shared${at} from './${file}';`),
    `const parts = workerParts(globalThis, ${JSON.stringify(table)});`,
    ...shared.map((file, at) => `parts.provide('${partName(file)}', shared${at});`),
  ].join('\n');
}

/** Chunks the first bundle is made of come from memory. */
const chunksPlugin = (chunks) => ({
  name: 'chunks',
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path: file, importer }) => {
      const name = path.basename(file);
      return chunks.has(name) && (importer === '<stdin>' || chunks.has(path.basename(importer)))
        ? { path: path.join(outdir, name), namespace: 'chunk' }
        : undefined;
    });
    build.onLoad({ filter: /./, namespace: 'chunk' }, ({ path: file }) => ({
      contents: chunks.get(path.basename(file)).text,
      resolveDir: process.cwd(),
      loader: 'js',
    }));
  },
});

async function bundlePart(file, chunk, options) {
  const { code } = await esbuild.transform(chunk.text, {
    format: 'cjs',
    target: options.target,
    minify: options.minify,
    legalComments: 'none',
  });
  const named = code.replace(
    /\brequire\("\.\/([^"]+)"\)/g,
    (_, from) => `require("${partName(from)}")`,
  );
  return `self.labParts.define("${partName(file)}",function(require,module){${named}\n});`;
}

/**
 * Gives the start's script (`main`), the parts' scripts by file name, and the files they came from.
 * `options` are esbuild's.
 */
module.exports = async function bundleWorker(entry, options) {
  const { chunks, inputs } = await split(entry, options);
  const main = [...chunks].find(([, { isEntry }]) => isEntry)[0];
  const first = closure(chunks, main);
  const later = [...chunks.keys()].filter((file) => !first.has(file));
  const shared = new Set();
  const table = {};
  for (const file of later) {
    const needs = [...closure(chunks, file)].filter((each) => each !== file);
    table[partName(file)] = needs.filter((each) => !first.has(each)).map(partName);
    for (const each of needs) if (first.has(each)) shared.add(each);
  }
  chunks.set(setup, { text: setupText([...shared], table) });
  const { outputFiles } = await esbuild.build({
    ...options,
    stdin: { contents: `import './${setup}';\nimport './${main}';`, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [chunksPlugin(chunks)],
  });
  const parts = new Map();
  for (const file of later)
    parts.set(partName(file), await bundlePart(file, chunks.get(file), options));
  return { main: outputFiles[0].text, parts, inputs };
};
