/** What Go's encoding/json says of a text that is no JSON. Mirrors go encoding/json scanner.go. */

/** How Go quotes a character: `'\\''`, `'\\x00'`, `'{'`. */
function quoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return `'"'`;
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const code = character.codePointAt(0) ?? 0;
  if (named[character]) return `'${named[character]}'`;
  if (code < 32 || code === 127) return `'\\x${code.toString(16).padStart(2, '0')}'`;
  if (code > 127 && code < 160) return `'\\u${code.toString(16).padStart(4, '0')}'`;
  return character === '\\' ? "'\\\\'" : `'${character}'`;
}

/** Nesting beyond this is refused. Mirrors scanner.go maxNestingDepth. */
const maxDepth = 10_000;
const ended = 'unexpected end of JSON input';

class JsonScanner {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The first complaint, or undefined for JSON. Iterative: a deep text must not overflow the stack. */
  complaint(): string | undefined {
    const open: ('{' | '[')[] = [];
    for (;;) {
      const wrong = this.value(open);
      if (wrong !== undefined) return wrong || undefined;
    }
  }

  /** One value or one step up or down; "" when the text ends well, a complaint when not, undefined to go on. */
  private value(open: ('{' | '[')[]): string | undefined {
    this.space();
    const character = this.text[this.at];
    if (character === undefined) return ended;
    if (character === '{' || character === '[') {
      if (open.length >= maxDepth) return this.wrong('exceeded max depth');
      open.push(character);
      this.at += 1;
      this.space();
      if (this.text[this.at] === (character === '{' ? '}' : ']')) return this.close(open);
      return character === '{' ? this.key() : undefined;
    }
    return this.scalar(character) ?? this.after(open);
  }

  private close(open: ('{' | '[')[]): string | undefined {
    this.at += 1;
    open.pop();
    return this.after(open);
  }

  /** What may follow a value. */
  private after(open: ('{' | '[')[]): string | undefined {
    this.space();
    const within = open.at(-1);
    const character = this.text[this.at];
    if (!within) return character === undefined ? '' : this.wrong('after top-level value');
    if (character === undefined) return ended;
    if (character === (within === '{' ? '}' : ']')) return this.close(open);
    const what = within === '{' ? 'object key:value pair' : 'array element';
    if (character !== ',') return this.wrong(`after ${what}`);
    this.at += 1;
    this.space();
    return within === '{' ? this.key() : undefined;
  }

  private key(): string | undefined {
    const character = this.text[this.at];
    if (character === undefined) return ended;
    if (character !== '"') return this.wrong('looking for beginning of object key string');
    const wrong = this.string();
    if (wrong) return wrong;
    this.space();
    if (this.text[this.at] === undefined) return ended;
    if (this.text[this.at] !== ':') return this.wrong('after object key');
    this.at += 1;
    return undefined;
  }

  private scalar(first: string): string | undefined {
    if (first === '"') return this.string();
    if (first === '-' || (first >= '0' && first <= '9')) return this.number();
    const literal = ['true', 'false', 'null'].find((one) => one.startsWith(first));
    return literal ? this.literal(literal) : this.wrong('looking for beginning of value');
  }

  private literal(literal: string): string | undefined {
    for (const expected of literal) {
      if (this.text[this.at] === undefined) return ended;
      if (this.text[this.at] !== expected) {
        return this.wrong(`in literal ${literal} (expecting ${quoteCharacter(expected)})`);
      }
      this.at += 1;
    }
    return undefined;
  }

  private string(): string | undefined {
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at] ?? '';
      if (character === '"') {
        this.at += 1;
        return undefined;
      }
      if (character < ' ') return this.wrong('in string literal');
      if (character === '\\') {
        const wrong = this.escape();
        if (wrong) return wrong;
      }
    }
    return ended;
  }

  private escape(): string | undefined {
    this.at += 1;
    const character = this.text[this.at];
    if (character === undefined) return ended;
    if ('bfnrt\\/"'.includes(character)) return undefined;
    if (character !== 'u') return this.wrong('in string escape code');
    for (let digit = 0; digit < 4; digit += 1) {
      this.at += 1;
      if (this.text[this.at] === undefined) return ended;
      if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? '')) {
        return this.wrong('in \\u hexadecimal character escape');
      }
    }
    return undefined;
  }

  private digits(): number {
    const start = this.at;
    while (/[0-9]/.test(this.text[this.at] ?? '')) this.at += 1;
    return this.at - start;
  }

  private number(): string | undefined {
    if (this.text[this.at] === '-') this.at += 1;
    if (this.text[this.at] === '0') this.at += 1;
    else if (this.digits() === 0) return this.wrong('in numeric literal');
    if (this.text[this.at] === '.') {
      this.at += 1;
      if (this.digits() === 0) return this.wrong('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.text[this.at] ?? '')) {
      this.at += 1;
      if (/[+-]/.test(this.text[this.at] ?? '')) this.at += 1;
      if (this.digits() === 0) return this.wrong('in exponent of numeric literal');
    }
    return undefined;
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private wrong(context: string): string {
    const character = this.text[this.at];
    if (character === undefined) return ended;
    const shown = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    return `invalid character ${quoteCharacter(shown)} ${context}`;
  }
}

/** `{"a":}` ⇒ "invalid character '}' looking for beginning of value"; undefined for what is JSON. */
export const goJsonError = (text: string): string | undefined => new JsonScanner(text).complaint();
