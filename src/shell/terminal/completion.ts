/** Completion: commands, files, variables; a program's own arguments by its own completer. */
import { joinPath, resolvePath } from '../path.ts';
import type { Shell } from '../shell.ts';

/** What could stand in place of the word at the cursor. */
export interface Completion {
  /** Where the word to replace begins. */
  readonly from: number;
  readonly candidates: readonly string[];
  /** The only candidate is not the end of the word. */
  readonly noSpace?: boolean;
  /** What the candidates mean, told beside them in a list; files, which have none, are listed without their folders. */
  readonly descriptions?: Readonly<Record<string, string>>;
}

/** What a program offers for a word: as cobra's programs tell bash. */
export interface ArgumentOffer {
  /** For the word, or for what stands behind the `=` of `--flag=`. */
  readonly candidates: readonly string[];
  /** Which files fit when no candidate does: any, folders, those with one of these endings (and folders), none. */
  readonly files: 'all' | 'folders' | 'none' | readonly string[];
  readonly noSpace?: boolean;
  /** What some of the candidates mean. */
  readonly descriptions?: Readonly<Record<string, string>>;
}

/**
 * Completes the arguments of a program (`kubectl`): the words before the cursor's word, the command
 * first, and the beginning that is typed. Undefined leaves it to files.
 */
export type ArgumentCompleter = (
  words: readonly string[],
  current: string,
) => Promise<ArgumentOffer | undefined>;

interface CurrentWords {
  readonly words: readonly string[];
  readonly current: string;
  readonly from: number;
  readonly quote: string;
}

const openers = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', '!', '{', 'time']);

/** The words of the command the cursor stands in. */
function currentWords(text: string): CurrentWords {
  let words: string[] = [];
  let current = '';
  let from = 0;
  let quote = '';
  let open = false;
  const finish = () => {
    if (open) words.push(current);
    if (words.length === 1 && openers.has(words[0] ?? '')) words = [];
    current = '';
    open = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
      else current += character;
      continue;
    }
    if (/[\s|&;()<>`]/.test(character)) {
      finish();
      if (/[|&;(`\n]/.test(character)) words = [];
      continue;
    }
    if (!open) from = at;
    open = true;
    if (character === '"' || character === "'") quote = character;
    else if (character === '\\') {
      at += 1;
      current += text[at] ?? '';
    } else current += character;
  }
  return { words, current, from: open ? from : text.length, quote };
}

function escapeName(name: string, quote: string): string {
  if (quote !== '') return name;
  return name.replace(/[\s"'\\$&|;()<>`*?[\]{}#!]/g, '\\$&');
}

/** Names that begin with `current`; folders end in a slash. */
function files(shell: Shell, current: string, quote: string, onlyRunnable: boolean): string[] {
  const slash = current.lastIndexOf('/');
  const prefix = current.slice(0, slash + 1);
  const start = current.slice(slash + 1);
  const home = shell.state.variables.text('HOME') ?? '/';
  const folder = resolvePath(shell.state.cwd, prefix.replace(/^~(?=\/)/, home) || '.');
  if (shell.files.stat(folder)?.kind !== 'folder') return [];
  return shell.files
    .list(folder)
    .filter((name) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .flatMap((name) => {
      const stat = shell.files.stat(joinPath(folder, name));
      if (stat?.kind === 'folder') return [`${quote}${escapeName(prefix + name, quote)}/`];
      const runs = ((stat?.mode ?? 0) & 0o111) !== 0;
      return onlyRunnable && !runs ? [] : [`${quote}${escapeName(prefix + name, quote)}`];
    });
}

function variables(shell: Shell, current: string): string[] {
  const match = /^(.*\$\{?)(\w*)$/s.exec(current);
  if (match === null) return [];
  const closing = match[1]?.endsWith('{') === true ? '}' : '';
  return shell.state.variables
    .names()
    .filter((name) => name.startsWith(match[2] ?? ''))
    .map((name) => `${match[1] ?? ''}${name}${closing}`);
}

const isFolder = (name: string): boolean => name.endsWith('/');

/** Files of the kind a program asks for. */
function offeredFiles(
  shell: Shell,
  current: string,
  quote: string,
  wanted: ArgumentOffer['files'],
): readonly string[] {
  if (wanted === 'none') return [];
  const found = files(shell, current, quote, false);
  if (wanted === 'all') return found;
  const endings = wanted === 'folders' ? [] : wanted;
  return found.filter(
    (name) => isFolder(name) || endings.some((ending) => name.endsWith(`.${ending}`)),
  );
}

/** The candidates a program gave; files where it has none and allows them. */
function offered(
  shell: Shell,
  { current, from, quote }: Pick<CurrentWords, 'current' | 'from' | 'quote'>,
  { candidates, files: wanted, noSpace = false, descriptions = {} }: ArgumentOffer,
): Completion {
  // `--output=ya`: what is completed begins behind the sign.
  const skipped = current.startsWith('-') ? current.indexOf('=') + 1 : 0;
  const value = current.slice(skipped);
  const found = candidates.filter((candidate) => candidate.startsWith(value));
  const at = from + skipped;
  if (found.length > 0) return { from: at, candidates: found, noSpace, descriptions };
  return { from: at, candidates: offeredFiles(shell, value, quote, wanted), noSpace };
}

/** What fits at the end of `text`, the line up to the cursor. */
export async function complete(
  shell: Shell,
  text: string,
  completer?: ArgumentCompleter,
): Promise<Completion> {
  const { words, current, from, quote } = currentWords(text);
  if (/\$\{?\w*$/.test(current) && quote !== "'")
    return { from, candidates: variables(shell, text.slice(from)) };
  const command = words.filter((word) => !/^\w+=/.test(word));
  const redirects = /[<>]\s*\S*$/.test(text);
  if (command.length === 0 && !redirects && !current.includes('/')) {
    const names = shell.commandNames().filter((name) => name.startsWith(current));
    return { from, candidates: names };
  }
  if (command.length === 0 && !redirects)
    return { from, candidates: files(shell, current, quote, true) };
  const alias = shell.state.aliases.get(command[0] ?? '');
  const expanded =
    alias === undefined ? command : [...alias.trim().split(/\s+/), ...command.slice(1)];
  const own = redirects ? undefined : await completer?.(expanded, current);
  if (own !== undefined) return offered(shell, { current, from, quote }, own);
  const found = files(shell, current, quote, false);
  const only = command[0] === 'cd' || command[0] === 'rmdir' ? found.filter(isFolder) : found;
  return { from, candidates: only };
}

/** "get po", "get pods" ⇒ "get po" */
export function commonPrefix(texts: readonly string[]): string {
  let [prefix = ''] = texts;
  for (const text of texts) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
