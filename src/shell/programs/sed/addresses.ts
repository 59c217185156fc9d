/** Which commands of a sed script apply to a line. */
import type { Address, SedCommand } from './syntax.ts';

/** Lines to edit, one ahead so that `$` is known. */
export interface LineSource {
  /** The next line with its newline; undefined at the end. */
  next(): Promise<string | undefined>;
  /** Whether no line follows. */
  isLast(): Promise<boolean>;
}

/** Where in a range each command stands: the line it began at, or that it ended. */
interface RangeState {
  active: boolean;
  until: number | undefined;
}

/** Remembers where each range stands, and the last regular expression used. */
export class Addresses {
  readonly #ranges = new Map<SedCommand, RangeState>();
  #lastRegex: RegExp | undefined;
  #pattern = '';
  #line = 0;

  reset(): void {
    this.#ranges.clear();
  }

  /** Whether a command's range goes on after this line. */
  inRange(command: SedCommand): boolean {
    return this.#ranges.get(command)?.active === true;
  }

  /** An empty regular expression is the last one used. */
  regexOr(regex: RegExp | undefined): RegExp | undefined {
    this.#lastRegex = regex ?? this.#lastRegex;
    return this.#lastRegex;
  }

  /** Whether a command's addresses, its `!` aside, take this line. */
  async applies(
    command: SedCommand,
    pattern: string,
    line: number,
    source: LineSource,
  ): Promise<boolean> {
    this.#pattern = pattern;
    this.#line = line;
    return this.#applies(command, source);
  }

  async #matches(address: Address, source: LineSource): Promise<boolean> {
    switch (address.kind) {
      case 'line':
        return this.#line === address.line;
      case 'last':
        return source.isLast();
      case 'step':
        if (address.step === 0) return this.#line === address.first;
        return this.#line >= address.first && (this.#line - address.first) % address.step === 0;
      case 'regex':
        return this.#test(address.regex);
      default:
        return false;
    }
  }

  #test(regex: RegExp | undefined): boolean {
    const used = this.regexOr(regex);
    if (used === undefined) return false;
    used.lastIndex = 0;
    return used.test(this.#pattern);
  }

  async #applies(command: SedCommand, source: LineSource): Promise<boolean> {
    const { from, to } = command;
    if (from === undefined) return true;
    if (to === undefined) return this.#matches(from, source);
    const state = this.#ranges.get(command) ?? { active: false, until: undefined };
    this.#ranges.set(command, state);
    if (state.active) return this.#continueRange(state, to, source);
    const zero = from.kind === 'line' && from.line === 0;
    if (zero && this.#line === 1) {
      state.active = true;
      return this.#continueRange(state, to, source);
    }
    if (!(await this.#matches(from, source))) return false;
    state.active = true;
    state.until = this.#endOf(to);
    if (state.until !== undefined && state.until <= this.#line) state.active = false;
    return true;
  }

  #endOf(to: Address): number | undefined {
    if (to.kind === 'line') return to.line;
    if (to.kind === 'plus') return this.#line + to.count;
    if (to.kind !== 'multiple') return undefined;
    return to.of === 0 ? this.#line : Math.ceil(this.#line / to.of) * to.of;
  }

  async #continueRange(state: RangeState, to: Address, source: LineSource): Promise<boolean> {
    if (state.until !== undefined) {
      if (this.#line >= state.until) state.active = false;
      return this.#line <= state.until;
    }
    if (await this.#matches(to, source)) state.active = false;
    return true;
  }
}
