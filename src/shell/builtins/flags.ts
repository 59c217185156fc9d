/** Options of builtins, as bash reads them: letters before the first word that is none. */

/** What was given. */
export interface Flags {
  /** Letter ⇒ its value, the last one given. */
  readonly flags: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
  /** What is wrong: `-z: invalid option`. */
  readonly wrong: string | undefined;
}

/** ("rn:", ["-r", "-n", "3", "x"]) ⇒ r, n = "3" and the word x */
export function readFlags(args: readonly string[], spec: string): Flags {
  const flags = new Map<string, string>();
  let at = 0;
  for (; /^-./.test(args[at] ?? ''); at += 1) {
    const word = args[at] ?? '';
    if (word === '--') {
      at += 1;
      break;
    }
    for (let letterAt = 1; letterAt < word.length; letterAt += 1) {
      const letter = word[letterAt] ?? '';
      const place = letter === ':' ? -1 : spec.indexOf(letter);
      if (place < 0) return { flags, operands: [], wrong: `-${letter}: invalid option` };
      if (spec[place + 1] !== ':') {
        flags.set(letter, '');
        continue;
      }
      const attached = word.slice(letterAt + 1);
      if (attached === '') at += 1;
      const value = attached === '' ? args[at] : attached;
      if (value === undefined)
        return { flags, operands: [], wrong: `-${letter}: option requires an argument` };
      flags.set(letter, value);
      break;
    }
  }
  return { flags, operands: args.slice(at), wrong: undefined };
}
