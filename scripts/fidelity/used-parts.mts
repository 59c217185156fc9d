/** Which commands and flags of kubectl a shell line uses. */
import type { Flag } from '#kubectl/flags.ts';
import { findCommand, flagsOf } from '#kubectl/kubectl.ts';

const CALL = /(?:^|[\s;|&(])kubectl((?:[ \t]+(?:'[^']*'|"[^"]*"|[^\s|;&)<>'"]+)+)*)/g;
const WORD = /(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g;

const unquoted = (word: string): string => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2');

/** `-oyaml` ⇒ output; `-Aw` ⇒ all-namespaces, watch. */
function shortNames(word: string, flags: readonly Flag[]): readonly string[] {
  const names: string[] = [];
  for (const letter of word.slice(1)) {
    const flag = flags.find(({ short }) => short === letter);
    if (!flag) break;
    names.push(flag.name);
    if (flag.type !== 'bool') break;
  }
  return names;
}

function flagNames(words: readonly string[], flags: readonly Flag[]): readonly string[] {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  return own.flatMap((word) => {
    if (word.startsWith('--')) return [word.slice(2).split('=')[0] ?? ''];
    return word.startsWith('-') ? shortNames(word, flags) : [];
  });
}

/** Counts parts as lines are compared. */
export function createTally() {
  const parts: Record<string, { lines: number; equal: number }> = {};
  const count = (line: string, equal: boolean): void => {
    for (const part of usedParts(line)) {
      const before = parts[part] ?? { lines: 0, equal: 0 };
      parts[part] = { lines: before.lines + 1, equal: before.equal + (equal ? 1 : 0) };
    }
  };
  return { parts, count };
}

/** `kubectl get pods -w | head -1` ⇒ "get", "get --watch" */
function usedParts(line: string): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const [, text = ''] of line.matchAll(CALL)) {
    const { command, path, words } = findCommand((text.match(WORD) ?? []).map(unquoted));
    if (!command) continue;
    const name = path.replace(/^kubectl /, '');
    const flags = flagsOf(command);
    parts.add(name);
    for (const flag of flagNames(words, flags))
      if (flags.some((one) => one.name === flag)) parts.add(`${name} --${flag}`);
  }
  return parts;
}
