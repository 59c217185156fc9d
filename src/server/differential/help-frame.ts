/** The frame of a help text: what kubectl decides of it, without the prose, which is ours. */

/** `    -f, --filename=[]:`, `  rollout status   …`, heads, the usage line. */
const FRAME = /^(?:[A-Z][\w ()]*:$| {4}(?:-\w, )?--[\w-]+=.*:$)/;

/** Whether a text is help as `kubectl … --help` prints it. */
export const isHelp = (text: string): boolean =>
  /^Usage:\n {2}kubectl|^The following options can be passed/m.test(text);

/** Heads, flags with their defaults, subcommands and the usage line, one a row. */
export function helpFrame(text: string): string {
  let head = '';
  // Below a rule ours says how true the command is.
  const [help = ''] = text.split('\n--\n');
  const rows = help.split('\n').flatMap((row) => {
    if (/^[A-Z][\w ()]*:$/.test(row)) head = row;
    if (FRAME.test(row)) return [row];
    if (head === 'Usage:') return [row];
    const [, command] = /^ {2}([\w-]+) {2,}\S/.exec(row) ?? [];
    return command && head !== 'Examples:' ? [command] : [];
  });
  return `${rows.join('\n')}\n`;
}
