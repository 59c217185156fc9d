/** Tilde expansion: `~` is the home, `~+` the current folder, `~-` the one before. */
import type { Execution } from '../execute/execution.ts';
import { type Piece, plain, quoted } from './pieces.ts';

function homeOf(name: string, x: Execution): string | undefined {
  const { variables, cwd } = x.state;
  if (name === '') return variables.text('HOME');
  if (name === '+') return cwd;
  if (name === '-') return variables.text('OLDPWD');
  if (name === 'root') return '/root';
  return name === variables.text('USER') ? variables.text('HOME') : undefined;
}

/** "~/x" ⇒ "/home/learner/x"; in an assignment also after each colon. The home itself is quoted. */
export function expandTilde(
  text: string,
  where: 'start' | 'assignment',
  atStart: boolean,
  x: Execution,
): string | Piece[] {
  if (!text.includes('~')) return text;
  const pieces: Piece[] = [];
  const parts = where === 'assignment' ? text.split(/(?<=:)/) : [text];
  parts.forEach((part, index) => {
    const match = /^~([\w+-]*)(?=[/:]|$)/.exec(part);
    const allowed = index > 0 || atStart;
    const home = match === null || !allowed ? undefined : homeOf(match[1] ?? '', x);
    if (match === null || home === undefined) pieces.push(plain(part));
    else pieces.push(quoted(home), plain(part.slice(match[0].length)));
  });
  return pieces;
}
