/** A sed script as a list of commands. */
import { posixRegex, RegexError } from '../../posix-regex.ts';
import { ProgramError } from '../../program-error.ts';
import { readReplacement } from './replacement-reader.ts';
import type { Address, SedCommand } from './syntax.ts';

/** Reads a script; what isn't one is refused: `-e expression #1, char 3: unterminated …`. */
export class ScriptReader {
  readonly #text: string;
  readonly #extended: boolean;
  readonly #label: string;
  readonly #commands: SedCommand[] = [];
  readonly #blocks: number[] = [];
  #at = 0;

  constructor(text: string, extended: boolean, label = '-e expression #1') {
    this.#text = text;
    this.#extended = extended;
    this.#label = label;
  }

  read(): SedCommand[] {
    for (;;) {
      this.#skip(/[\s;]*/y);
      if (this.#at >= this.#text.length) break;
      this.#command();
    }
    if (this.#blocks.length > 0) throw new ProgramError(`${this.#label}, char 0: unmatched \`{'`);
    this.#resolveLabels();
    return this.#commands;
  }

  #fail(why: string): ProgramError {
    return new ProgramError(`${this.#label}, char ${this.#at}: ${why}`);
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += match.length;
    return match;
  }

  #command(): void {
    const from = this.#address();
    let to: Address | undefined;
    this.#skip(/\s*/y);
    if (from !== undefined && this.#text[this.#at] === ',') {
      this.#at += 1;
      this.#skip(/\s*/y);
      to = this.#address(true);
      if (to === undefined) {
        this.#at += 1;
        throw this.#fail("unexpected `,'");
      }
    }
    this.#skip(/\s*/y);
    let negated = false;
    while (this.#text[this.#at] === '!') {
      negated = true;
      this.#at += 1;
      this.#skip(/\s*/y);
    }
    const name = this.#text[this.#at] ?? '';
    if (name === '') throw this.#fail('missing command');
    this.#at += 1;
    this.#body({ name, from, to, negated, text: '', target: -1 });
  }

  #body(base: SedCommand): void {
    const { name } = base;
    if (name === '{') {
      this.#blocks.push(this.#commands.length);
      this.#commands.push(base);
      return;
    }
    if (name === '}') {
      const open = this.#blocks.pop();
      if (open === undefined) throw this.#fail("unexpected `}'");
      const block = this.#commands[open];
      if (block !== undefined) block.target = this.#commands.length;
      this.#end();
      return;
    }
    if (name === '#') {
      this.#skip(/[^\n]*/y);
      return;
    }
    if (name === 's') this.#commands.push(this.#substitute(base));
    else if (name === 'y') this.#commands.push(this.#transliterate(base));
    else if ('aic'.includes(name)) this.#commands.push({ ...base, text: this.#textArgument() });
    else if (':btT'.includes(name)) {
      this.#skip(/[ \t]*/y);
      const text = this.#skip(name === ':' ? /[^\n;]*/y : /[^\n;}]*/y).trim();
      this.#commands.push({ ...base, text });
    } else if ('rwRW'.includes(name)) {
      this.#skip(/[ \t]*/y);
      this.#commands.push({ ...base, text: this.#skip(/[^\n]*/y) });
    } else if ('qQlL'.includes(name)) {
      this.#skip(/[ \t]*/y);
      this.#commands.push({ ...base, text: this.#skip(/\d*/y) });
      this.#end();
    } else if ('pPdDnNgGhHxz=F'.includes(name)) {
      this.#commands.push(base);
      this.#end();
    } else throw this.#fail(`unknown command: \`${name}'`);
  }

  /** After a command: a semicolon, a brace, a comment or the line's end. */
  #end(): void {
    this.#skip(/[ \t]*/y);
    const next = this.#text[this.#at];
    if (next === undefined || /[\n;}#]/.test(next)) return;
    this.#at += 1;
    throw this.#fail('extra characters after command');
  }

  #address(second = false): Address | undefined {
    const next = this.#text[this.#at] ?? '';
    if (/\d/.test(next)) {
      const line = Number(this.#skip(/\d+/y));
      if (this.#text[this.#at] !== '~') return { kind: 'line', line };
      this.#at += 1;
      return { kind: 'step', first: line, step: Number(this.#skip(/\d*/y)) };
    }
    if (next === '$') {
      this.#at += 1;
      return { kind: 'last' };
    }
    if (second && (next === '+' || next === '~')) {
      this.#at += 1;
      const count = Number(this.#skip(/\d*/y));
      return next === '+' ? { kind: 'plus', count } : { kind: 'multiple', of: count };
    }
    if (next !== '/' && next !== '\\') return undefined;
    this.#at += next === '/' ? 1 : 2;
    const source = this.#delimited(
      this.#text[this.#at - 1] ?? '/',
      'unterminated address regex',
      true,
    );
    const flags = this.#skip(/[IM]*/y);
    return { kind: 'regex', regex: this.#regex(source, flags) };
  }

  #regex(source: string, flags: string): RegExp | undefined {
    if (source === '') return undefined;
    try {
      const options = {
        extended: this.#extended,
        ignoreCase: /[iI]/.test(flags),
        multiline: /[mM]/.test(flags),
      };
      return new RegExp(
        posixRegex(source, options).source,
        `g${options.ignoreCase ? 'i' : ''}${options.multiline ? 'm' : ''}`,
      );
    } catch (error) {
      if (error instanceof RegexError) throw this.#fail(error.message);
      throw error;
    }
  }

  /** Text up to an unescaped delimiter; in a regex a bracket may hold it. */
  #delimited(delimiter: string, unterminated: string, isRegex: boolean): string {
    let text = '';
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined || (character === '\n' && isRegex && delimiter !== '\n'))
        throw this.#fail(unterminated);
      this.#at += 1;
      if (character === delimiter) return text;
      if (character === '\\') {
        const next = this.#text[this.#at] ?? '';
        this.#at += 1;
        text +=
          next === delimiter && !(isRegex && /[.*[\]^$+?(){}|]/.test(next)) ? next : `\\${next}`;
      } else if (character === '[' && isRegex) {
        const set = /^\[\^?\]?(?:\[:\w+:\]|[^\]\n])*\]/.exec(this.#text.slice(this.#at - 1))?.[0];
        if (set !== undefined) this.#at += set.length - 1;
        text += set ?? character;
      } else text += character;
    }
  }

  #substitute(base: SedCommand): SedCommand {
    const delimiter = this.#text[this.#at] ?? '';
    this.#at += 1;
    const why = "unterminated `s' command";
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\') throw this.#fail(why);
    const source = this.#delimited(delimiter, why, true);
    const read = readReplacement(this.#text, this.#at, delimiter);
    this.#at = read?.end ?? this.#text.length;
    if (read === undefined) throw this.#fail(why);
    const replacement = read.parts;
    let flags = '';
    let file: string | undefined;
    for (;;) {
      flags += this.#skip(/[gpiImMe\d]*/y);
      if (this.#text[this.#at] !== 'w') break;
      this.#at += 1;
      this.#skip(/[ \t]*/y);
      file = this.#skip(/[^\n]*/y);
      break;
    }
    const next = this.#text[this.#at];
    if (next !== undefined && !/[\s;}#]/.test(next)) {
      this.#at += 1;
      throw this.#fail("unknown option to `s'");
    }
    if (/g.*g/.test(flags)) throw this.#fail("multiple `g' options to `s' command");
    if (/p.*p/.test(flags)) throw this.#fail("multiple `p' options to `s' command");
    if (/\d\D+\d/.test(flags)) throw this.#fail("multiple number options to `s' command");
    if (/^0+$/.test(/\d+/.exec(flags)?.[0] ?? '1'))
      throw this.#fail("number option to `s' command may not be zero");
    const groups = new RegExp(`${this.#regex(source, flags)?.source ?? ''}|`).exec('')?.length ?? 1;
    const wrong = replacement.find(
      (part) => 'group' in part && part.group >= groups && source !== '',
    );
    if (wrong !== undefined && 'group' in wrong) {
      throw this.#fail(`invalid reference \\${wrong.group} on \`s' command's RHS`);
    }
    const number = /\d+/.exec(flags)?.[0];
    return {
      ...base,
      regex: this.#regex(source, flags),
      replacement,
      global: flags.includes('g'),
      print: flags.includes('p'),
      occurrence: Number(number ?? 1),
      file,
    };
  }

  #transliterate(base: SedCommand): SedCommand {
    const delimiter = this.#text[this.#at] ?? '';
    this.#at += 1;
    const why = "unterminated `y' command";
    const decode = (text: string) =>
      text.replace(/\\([\s\S])/g, (_, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : c));
    const from = [...decode(this.#delimited(delimiter, why, false))];
    const to = [...decode(this.#delimited(delimiter, why, false))];
    if (from.length !== to.length)
      throw this.#fail("strings for `y' command are different lengths");
    this.#end();
    return { ...base, map: new Map(from.map((character, at) => [character, to[at] ?? ''])) };
  }

  /** `a text`, `a\` and the lines after it; a backslash joins the next line. */
  #textArgument(): string {
    this.#skip(/[ \t]*/y);
    if (this.#text[this.#at] === '\\') {
      this.#at += 1;
      this.#skip(/[ \t]*/y);
      if (this.#text[this.#at] === '\n') this.#at += 1;
    }
    if (this.#at >= this.#text.length) throw this.#fail("expected \\ after `a', `c' or `i'");
    let text = '';
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) break;
      this.#at += 1;
      if (character === '\n') break;
      if (character === '\\') {
        const next = this.#text[this.#at] ?? '';
        text += next === 't' ? '\t' : next;
        this.#at += 1;
      } else text += character;
    }
    return `${text}\n`;
  }

  #resolveLabels(): void {
    for (const command of this.#commands) {
      if (!'btT'.includes(command.name)) continue;
      if (command.text === '') {
        command.target = this.#commands.length;
        continue;
      }
      const at = this.#commands.findIndex(
        (each) => each.name === ':' && each.text === command.text,
      );
      if (at < 0) throw new ProgramError(`can't find label for jump to \`${command.text}'`, 4);
      command.target = at;
    }
  }
}
