/** Files by pattern, where the shell left the pattern to kubectl. Mirrors Go's path/filepath Glob and Match. */
import type { KubectlHost } from './host.ts';
import { absolutePath } from './paths.ts';

/** A pattern that is none: a bracket left open. */
export class BadPattern extends Error {
  override name = 'BadPattern';

  constructor() {
    super('syntax error in pattern');
  }
}

const escaped = (letter: string): string => letter.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** `[^a-c]` and where it ends. */
function choice(pattern: string, from: number): { readonly source: string; readonly to: number } {
  let at = from + 1;
  const isNot = pattern[at] === '^';
  if (isNot) at += 1;
  let source = isNot ? '[^/' : '[';
  const start = at;
  while (at < pattern.length && (pattern[at] !== ']' || at === start)) {
    if (pattern[at] === '\\') at += 1;
    const isRange = pattern[at] === '-' && at > start && pattern[at + 1] !== ']';
    source += isRange ? '-' : escaped(pattern[at] ?? '');
    at += 1;
  }
  if (at >= pattern.length || at === start) throw new BadPattern();
  return { source: `${source}]`, to: at + 1 };
}

/** `*.ya?ml` ⇒ a test for one name. */
function nameTest(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern[at] ?? '';
    if (letter === '[') {
      const found = choice(pattern, at);
      source += found.source;
      at = found.to;
      continue;
    }
    if (letter === '\\' && at + 1 >= pattern.length) throw new BadPattern();
    if (letter === '*') source += '[^/]*';
    else if (letter === '?') source += '[^/]';
    else if (letter === '\\') source += escaped(pattern[at + 1] ?? '');
    else source += escaped(letter);
    at += letter === '\\' ? 2 : 1;
  }
  return new RegExp(`^${source}$`, 's');
}

const hasMeta = (text: string): boolean => /[*?[\\]/.test(text);

/** Every path the pattern means, in order; none is no failure. */
export function expandGlob(host: KubectlHost, pattern: string): readonly string[] {
  const slash = pattern.lastIndexOf('/');
  const name = pattern.slice(slash + 1);
  const test = nameTest(name);
  if (!hasMeta(pattern)) return host.files.stat(absolutePath(host, pattern)) ? [pattern] : [];
  const folder = slash > 0 ? pattern.slice(0, slash) : slash === 0 ? '/' : '.';
  const folders = hasMeta(folder) ? expandGlob(host, folder) : [folder];
  return folders.flatMap((one) => {
    const at = absolutePath(host, one);
    if (host.files.stat(at)?.kind !== 'folder') return [];
    const prefix = slash < 0 ? '' : one === '/' ? '/' : `${one}/`;
    return host.files
      .list(at)
      .filter((entry) => test.test(entry))
      .map((entry) => prefix + entry);
  });
}
