/** Shell variables: plain, indexed and associative, with their attributes and function-local lives. */

/** One variable. A plain one has `value`; arrays have `items` or `map`. */
export interface Variable {
  value?: string | undefined;
  items?: Map<number, string> | undefined;
  map?: Map<string, string> | undefined;
  exported?: boolean;
  readonly?: boolean;
  integer?: boolean;
  lower?: boolean;
  upper?: boolean;
  /** `declare -n`: the name this one stands for. */
  reference?: string | undefined;
}

/** Raised when a readonly variable is written. */
export class ReadonlyError extends Error {
  override name = 'ReadonlyError';
}

function copyOf(variable: Variable): Variable {
  const copy = { ...variable };
  if (variable.items !== undefined) copy.items = new Map(variable.items);
  if (variable.map !== undefined) copy.map = new Map(variable.map);
  return copy;
}

/** All variables of one shell, with a frame for each function that is running. */
export class Variables {
  readonly #all: Map<string, Variable>;
  readonly #frames: Map<string, Variable | undefined>[];

  constructor(all = new Map<string, Variable>(), frames: Map<string, Variable | undefined>[] = []) {
    this.#all = all;
    this.#frames = frames;
  }

  /** For a subshell: what it changes stays there. */
  clone(): Variables {
    const all = new Map([...this.#all].map(([name, variable]) => [name, copyOf(variable)]));
    return new Variables(
      all,
      this.#frames.map((frame) => new Map(frame)),
    );
  }

  /** The variable itself, references followed. */
  get(name: string): Variable | undefined {
    const variable = this.#all.get(name);
    return variable?.reference === undefined ? variable : this.get(variable.reference);
  }

  /** `declare -n`: the name it stands for. */
  referenceOf(name: string): string | undefined {
    return this.#all.get(name)?.reference;
  }

  /** The text of `$name`: an array's is its element 0. */
  text(name: string): string | undefined {
    const variable = this.get(name);
    if (variable?.items !== undefined) return variable.items.get(0);
    if (variable?.map !== undefined) return variable.map.get('0');
    return variable?.value;
  }

  /** The variable to write to, made when missing. */
  ensure(name: string): Variable {
    const found = this.get(name);
    if (found?.readonly === true) throw new ReadonlyError(name);
    if (found !== undefined) return found;
    const made: Variable = {};
    this.#all.set(this.#all.get(name)?.reference ?? name, made);
    return made;
  }

  set(name: string, value: string): void {
    const variable = this.ensure(name);
    const text = cased(variable, value);
    if (variable.items !== undefined) variable.items.set(0, text);
    else if (variable.map !== undefined) variable.map.set('0', text);
    else variable.value = text;
  }

  unset(name: string): void {
    if (this.#all.get(name)?.readonly === true) throw new ReadonlyError(name);
    this.#all.delete(name);
  }

  names(): string[] {
    return [...this.#all.keys()].sort();
  }

  /** name ⇒ value of everything exported. */
  environment(): Record<string, string> {
    const env: Record<string, string> = {};
    for (const [name, variable] of this.#all) {
      if (variable.exported === true && variable.value !== undefined) env[name] = variable.value;
    }
    return env;
  }

  get inFunction(): boolean {
    return this.#frames.length > 0;
  }

  pushFrame(): void {
    this.#frames.push(new Map());
  }

  /** Puts back what the function's locals hid. */
  popFrame(): void {
    for (const [name, old] of this.#frames.pop() ?? []) {
      if (old === undefined) this.#all.delete(name);
      else this.#all.set(name, old);
    }
  }

  /** Makes a name local to the running function; its old self returns with popFrame. */
  makeLocal(name: string): Variable {
    const frame = this.#frames.at(-1);
    const old = this.#all.get(name);
    if (frame === undefined || frame.has(name)) return this.ensure(name);
    frame.set(name, old);
    const made: Variable = old?.exported === true ? { exported: true } : {};
    this.#all.set(name, made);
    return made;
  }
}

/** `declare -u` / `-l`. */
function cased(variable: Variable, value: string): string {
  if (variable.upper === true) return value.toUpperCase();
  return variable.lower === true ? value.toLowerCase() : value;
}

/** "web_1" is a name; "1web" isn't. */
export function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}
