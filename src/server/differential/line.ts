/** A command line of kubectl as the differential test makes, runs, shortens and prints it. */

/** What is typed after `kubectl`, and what is piped into it. */
export interface Line {
  readonly args: readonly string[];
  readonly stdin?: string;
}

const PLAIN = /^[\w@%+=:,./-]+$/;

/** A word as bash reads it back: `it's` ⇒ `'it'\''s'` */
const quoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The line as it can be pasted into a shell. */
export const printLine = ({ args, stdin }: Line): string => {
  const command = ['kubectl', ...args.map(quoted)].join(' ');
  return stdin === undefined ? command : `printf %s ${quoted(stdin)} | ${command}`;
};

/** The command alone, for a shell that is handed its standard input. */
export const commandText = ({ args }: Line): string => ['kubectl', ...args.map(quoted)].join(' ');
