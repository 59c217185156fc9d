/** The machine that runs a sed script over lines. */
import { resolvePath } from '../../path.ts';
import type { ProgramContext, Writer } from '../../program.ts';
import { Addresses, type LineSource } from './addresses.ts';
import { fill, unambiguous } from './replacement.ts';
import type { SedCommand } from './syntax.ts';

/** What the machine was asked for. */
export interface SedSettings {
  readonly commands: readonly SedCommand[];
  readonly quiet: boolean;
  readonly context: ProgramContext;
  /** What ends a line: a newline, with `-z` a NUL. */
  readonly delimiter: string;
}

/** Raised by q and Q. */
class Quit extends Error {
  override name = 'Quit';
  readonly status: number;

  constructor(status: number) {
    super('quit');
    this.status = status;
  }
}

export class SedMachine {
  readonly #settings: SedSettings;
  readonly #addresses = new Addresses();
  #source: LineSource;
  #out: Writer;
  #pattern = '';
  #newline = '\n';
  #hold = '';
  #line = 0;
  #steps = 0;
  #substituted = false;
  #appended: string[] = [];
  #name = '-';
  readonly #created = new Set<string>();

  constructor(settings: SedSettings, source: LineSource, out: Writer) {
    this.#settings = settings;
    this.#source = source;
    this.#out = out;
  }

  /** Begins another file, for -i and -s. */
  reset(source: LineSource, out: Writer, name: string): void {
    this.#source = source;
    this.#out = out;
    this.#line = 0;
    this.#name = name;
    this.#addresses.reset();
  }

  /** The next file of the same run. */
  rename(name: string): void {
    this.#name = name;
  }

  /** Edits all lines; gives the status of q, when it was met. */
  async run(): Promise<number | undefined> {
    try {
      while (await this.#read()) {
        let restart = true;
        while (restart) restart = await this.#cycle();
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof Quit)) throw error;
      return error.status;
    }
  }

  async #read(): Promise<boolean> {
    const line = await this.#source.next();
    if (line === undefined) return false;
    const { delimiter } = this.#settings;
    this.#newline = line.endsWith(delimiter) ? delimiter : '';
    this.#pattern = this.#newline === '' ? line : line.slice(0, -1);
    this.#line += 1;
    this.#substituted = false;
    return true;
  }

  /** One pass over the script; true when `D` starts it again without a new line. */
  async #cycle(): Promise<boolean> {
    const { commands } = this.#settings;
    for (let at = 0; at < commands.length; ) {
      const command = commands[at];
      if (command === undefined) break;
      await this.#tick();
      if (
        (await this.#addresses.applies(command, this.#pattern, this.#line, this.#source)) ===
        command.negated
      ) {
        at = command.name === '{' ? command.target : at + 1;
        continue;
      }
      const next = await this.#execute(command, at);
      if (next === 'end') break;
      if (next === 'delete') {
        await this.#flush();
        return false;
      }
      if (next === 'restart') {
        await this.#flush();
        return true;
      }
      at = next;
    }
    await this.#finish();
    return false;
  }

  /** Gives the host a turn now and then, so that `:a;ba` can be stopped. */
  async #tick(): Promise<void> {
    this.#steps += 1;
    if (this.#steps % 1000 !== 0) return;
    await this.#settings.context.clock.yield();
    this.#settings.context.signal.throwIfAborted();
  }

  async #finish(): Promise<void> {
    if (!this.#settings.quiet) await this.#out.write(this.#pattern + this.#newline);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const texts = this.#appended;
    this.#appended = [];
    for (const text of texts) await this.#out.write(text);
  }

  async #execute(command: SedCommand, at: number): Promise<number | 'end' | 'delete' | 'restart'> {
    switch (command.name) {
      case 's':
        await this.#substitute(command);
        break;
      case 'y':
        this.#pattern = [...this.#pattern].map((c) => command.map?.get(c) ?? c).join('');
        break;
      case 'p':
        await this.#out.write(`${this.#pattern}\n`);
        break;
      case 'P':
        await this.#out.write(`${this.#pattern.split('\n')[0] ?? ''}\n`);
        break;
      case 'd':
        return 'delete';
      case 'D':
        return this.#deleteFirst();
      case '=':
        await this.#out.write(`${this.#line}\n`);
        break;
      case 'l':
        await this.#out.write(`${unambiguous(this.#pattern)}$\n`);
        break;
      case 'F':
        await this.#out.write(`${this.#name}\n`);
        break;
      case 'n':
      case 'N':
        return this.#nextLine(command, at);
      case 'a':
        this.#appended.push(command.text);
        break;
      case 'i':
        await this.#out.write(command.text);
        break;
      case 'c':
        return this.#change(command);
      case 'q':
      case 'Q':
        if (command.name === 'q') await this.#finish();
        throw new Quit(Number(command.text || 0));
      case 'r':
        this.#readFile(command.text);
        break;
      case 'w':
        this.#writeFile(command.text);
        break;
      case 'b':
        return command.target;
      case 't':
      case 'T':
        return this.#branch(command, at);
      default:
        this.#holdSpace(command.name);
    }
    return at + 1;
  }

  #holdSpace(name: string): void {
    if (name === 'h') this.#hold = this.#pattern;
    if (name === 'H') this.#hold += `\n${this.#pattern}`;
    if (name === 'g') this.#pattern = this.#hold;
    if (name === 'G') this.#pattern += `\n${this.#hold}`;
    if (name === 'z') this.#pattern = '';
    if (name === 'x') [this.#pattern, this.#hold] = [this.#hold, this.#pattern];
  }

  #branch(command: SedCommand, at: number): number {
    const jumps = this.#substituted === (command.name === 't');
    this.#substituted = false;
    return jumps ? command.target : at + 1;
  }

  #deleteFirst(): 'delete' | 'restart' {
    const at = this.#pattern.indexOf('\n');
    if (at < 0) return 'delete';
    this.#pattern = this.#pattern.slice(at + 1);
    return 'restart';
  }

  async #nextLine(command: SedCommand, at: number): Promise<number | 'end' | 'delete'> {
    if (await this.#source.isLast()) {
      if (command.name === 'n') await this.#finish();
      else if (!this.#settings.quiet) await this.#finish();
      throw new Quit(0);
    }
    if (command.name === 'n' && !this.#settings.quiet)
      await this.#out.write(this.#pattern + this.#newline);
    await this.#flush();
    const before = this.#pattern;
    const substituted = this.#substituted;
    await this.#read();
    this.#substituted = substituted;
    if (command.name === 'N') this.#pattern = `${before}\n${this.#pattern}`;
    return at + 1;
  }

  async #change(command: SedCommand): Promise<'delete'> {
    const last = !this.#addresses.inRange(command);
    if (command.to === undefined || command.negated || last) await this.#out.write(command.text);
    return 'delete';
  }

  #readFile(name: string): void {
    const { files, cwd } = this.#settings.context;
    const path = resolvePath(cwd, name);
    if (files.stat(path)?.kind === 'file') this.#appended.push(files.read(path));
  }

  #writeFile(name: string): void {
    const { files, cwd } = this.#settings.context;
    const path = resolvePath(cwd, name);
    if (!this.#created.has(path)) files.write(path, '');
    this.#created.add(path);
    files.append(path, `${this.#pattern}\n`);
  }

  async #substitute(command: SedCommand): Promise<void> {
    const regex = this.#addresses.regexOr(command.regex);
    if (regex === undefined) return;
    const { occurrence = 1, global = false, replacement = [] } = command;
    let count = 0;
    let lastEnd = -1;
    let changed = false;
    regex.lastIndex = 0;
    const result = this.#pattern.replace(regex, (...parts: unknown[]) => {
      const groups = parts.map((part) => (typeof part === 'string' ? part : ''));
      const at = parts.find((part) => typeof part === 'number') as number;
      const match = groups[0] ?? '';
      if (match === '' && at === lastEnd) return '';
      lastEnd = at + match.length;
      count += 1;
      if (count < occurrence || (count > occurrence && !global)) return groups[0] ?? '';
      changed = true;
      return fill(replacement, groups);
    });
    if (!changed) return;
    this.#pattern = result;
    this.#substituted = true;
    if (command.print === true) await this.#out.write(this.#pattern + this.#settings.delimiter);
    if (command.file === '/dev/stdout') await this.#out.write(`${this.#pattern}\n`);
    else if (command.file !== undefined) this.#writeFile(command.file);
  }
}
