/** The prompt: PS1 with its backslashes read as bash does. */
import { formatDate } from '../calendar.ts';

/** `learner@reconcile:~$ `, in colours that both themes carry. */
export const defaultPrompt =
  '\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]\\$ ';

/** What a prompt may tell. */
export interface PromptFacts {
  readonly cwd: string;
  readonly home: string;
  readonly user: string;
  readonly host: string;
  readonly nowMs: number;
  readonly historyNumber: number;
}

/** ("/home/learner/x", "/home/learner") ⇒ "~/x" */
function shortPath(cwd: string, home: string): string {
  if (cwd === home) return '~';
  return cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
}

/** The text of a prompt. */
export function expandPrompt(source: string, facts: PromptFacts): string {
  const path = shortPath(facts.cwd, facts.home);
  const values: Readonly<Record<string, string>> = {
    u: facts.user,
    h: facts.host,
    H: facts.host,
    w: path,
    W: path === '~' ? '~' : path.slice(path.lastIndexOf('/') + 1) || '/',
    $: '$',
    n: '\n',
    t: formatDate('%T', facts.nowMs),
    T: formatDate('%I:%M:%S', facts.nowMs),
    A: formatDate('%R', facts.nowMs),
    d: formatDate('%a %b %e', facts.nowMs),
    s: 'bash',
    v: '5.2',
    '!': String(facts.historyNumber),
    '#': String(facts.historyNumber),
    e: '\x1b',
    '\\': '\\',
    '[': '',
    ']': '',
  };
  return source.replace(/\\(033|[\s\S])/g, (all, letter: string) =>
    letter === '033' ? '\x1b' : (values[letter] ?? all),
  );
}
