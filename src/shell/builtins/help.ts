/** `help`: what there is to run here. */
import { complain, stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** "a b c" in lines of at most `columns`. */
function paragraph(names: readonly string[], columns: number): string {
  let line = ' ';
  let text = '';
  for (const name of names) {
    if (line.length + name.length + 1 > columns) {
      text += `${line}\n`;
      line = ' ';
    }
    line += ` ${name}`;
  }
  return `${text}${line}\n`;
}

/** Names the builtins and programs. */
export const help: Builtin = async ([name], x) => {
  if (name !== undefined) {
    const known = x.host.machine.builtinNames.has(name) || Object.hasOwn(x.host.programs, name);
    if (known) {
      await stdout(x).write(`${name}: it works as in bash; this shell carries no manual for it.\n`);
      return 0;
    }
    await complain(x, `help: no help topics match \`${name}'.`);
    return 1;
  }
  const columns = Math.max(20, x.host.terminal.columns);
  const programs = Object.keys(x.host.programs).sort();
  await stdout(x).write(
    `A bash-like shell in your browser. Nothing here reaches a real machine.\n\nBuiltins:\n${paragraph([...x.host.machine.builtinNames], columns)}\nPrograms:\n${paragraph(programs, columns)}\nKeys: Tab completes, Ctrl-R searches the history, Ctrl-C stops, Esc then Tab leaves the terminal.\n`,
  );
  return 0;
};
