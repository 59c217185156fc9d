/** The command line of `bash` and `sh`. */

/** What it asks for. */
export interface BashInvocation {
  /** `-c`: the text to run. */
  readonly command: boolean;
  /** `-s`: commands come from standard input although there are arguments. */
  readonly fromInput: boolean;
  /** Options to turn on or off, by letter or by name. */
  readonly options: readonly { readonly name: string; readonly on: boolean }[];
  /** `--version`, `--help`. */
  readonly info: 'version' | 'help' | undefined;
  readonly rest: readonly string[];
  /** The option that there isn't. */
  readonly wrong: string | undefined;
}

const quiet: ReadonlySet<string> = new Set([
  '--norc',
  '--noprofile',
  '--login',
  '--noediting',
  '--posix',
  '--restricted',
  '--verbose',
  '--debugger',
]);

/** Reads it: "-euo pipefail -c text name arg". */
export function readInvocation(args: readonly string[]): BashInvocation {
  const options: { name: string; on: boolean }[] = [];
  let command = false;
  let fromInput = false;
  let info: BashInvocation['info'];
  let at = 0;
  const done = (wrong?: string): BashInvocation => ({
    command,
    fromInput,
    options,
    info,
    rest: args.slice(at),
    wrong,
  });
  for (; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--' || word === '-') {
      at += 1;
      break;
    }
    if (word === '--version') info = 'version';
    else if (word === '--help') info = 'help';
    else if (quiet.has(word)) continue;
    else if (word === '--rcfile' || word === '--init-file') at += 1;
    else if (word.startsWith('--')) return done(word);
    else if (!/^[-+]./.test(word)) break;
    else {
      const on = word.startsWith('-');
      for (const letter of word.slice(1)) {
        if (letter === 'c') command = true;
        else if (letter === 's') fromInput = true;
        else if (letter === 'o' || letter === 'O') options.push({ name: args[++at] ?? '', on });
        else if (/[abefhkmnptuvxBCEHPT]/.test(letter)) options.push({ name: letter, on });
        else if (!/[ilrD]/.test(letter)) return done(`${word[0] ?? ''}${letter}`);
      }
    }
  }
  return done();
}
