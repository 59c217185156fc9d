/** `find`. */

import { quoteAlways } from '../expand/quote.ts';
import { joinPath, resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { FindParser } from './find-expression.ts';
import type { Found } from './find-tests.ts';

/** Walks folders and prints, runs or removes what fits. */
export const find: Program = async (context) => {
  const follows = context.args[0] === '-L';
  const args = /^-[LHP]$/.test(context.args[0] ?? '') ? context.args.slice(1) : context.args;
  const at = args.findIndex((arg) => /^-./.test(arg) || arg === '!' || arg === '(');
  const starts = at < 0 ? args : args.slice(0, at);
  const parser = new FindParser(at < 0 ? [] : args.slice(at), context);
  parser.follows = follows;
  const test = parser.parse();
  const visit = async (found: Found): Promise<void> => {
    const act = async () => {
      if (parser.ended || found.depth < parser.minDepth || !(await test(found))) return;
      if (!parser.acts) await context.stdout.write(`${found.path}\n`);
    };
    if (!parser.depthFirst) await act();
    if (parser.ended) return;
    const entry = parser.follows ? context.files.stat(found.full) : context.files.entry(found.full);
    const folder = entry?.kind === 'folder';
    if (folder && found.depth < parser.maxDepth && !parser.pruned.has(found.path)) {
      for (const name of context.files.list(found.full)) {
        await visit({
          path: joinPath(found.path, name),
          full: joinPath(found.full, name),
          depth: found.depth + 1,
        });
      }
    }
    if (parser.depthFirst) await act();
  };
  let status = 0;
  for (const warning of parser.warnings) await context.stderr.write(`find: warning: ${warning}\n`);
  for (const path of starts.length === 0 ? ['.'] : starts) {
    const full = resolvePath(context.cwd, path);
    if (context.files.entry(full) === undefined) {
      await context.stderr.write(`find: ‘${path}’: No such file or directory\n`);
      status = 1;
    } else await visit({ path, full, depth: 0 });
  }
  for (const { command, paths } of parser.batches) {
    if (
      paths.length > 0 &&
      (await context.run([...command, ...paths].map(quoteAlways).join(' '))) !== 0
    )
      status = 1;
  }
  return status;
};
