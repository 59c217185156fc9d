/** The current record: `$0`, its fields and NF, each made from the other when it is asked for. */
import { posixRegex } from '../../posix-regex.ts';
import { fromInput, type NumericText, unsetValue, type Value } from './values.ts';

/** Splits as FS says: blanks, one character, or a regular expression. */
export function splitText(text: string, separator: string): string[] {
  if (text === '') return [];
  if (separator === ' ') return text.split(/[ \t\n]+/).filter((part) => part !== '');
  if (separator === '') return [...text];
  if (separator === '\t' || (separator.length === 1 && separator !== '\\'))
    return text.split(separator);
  const regex = posixRegex(separator, { extended: true, global: true });
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(regex)) {
    if (match[0] === '') continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  parts.push(text.slice(start));
  return parts;
}

export class Record {
  #text: string | undefined = '';
  #fields: Value[] | undefined = [];
  #separator = ' ';
  #joiner = ' ';

  /** A new line; `separator` is the FS of this moment. */
  set(text: string, separator: string): void {
    this.#text = text;
    this.#fields = undefined;
    this.#separator = separator;
  }

  setJoiner(joiner: string): void {
    this.#joiner = joiner;
  }

  get text(): string {
    this.#text ??= this.#parts()
      .map((field) =>
        typeof field === 'number' ? String(field) : typeof field === 'string' ? field : field.text,
      )
      .join(this.#joiner);
    return this.#text;
  }

  get count(): number {
    return this.#parts().length;
  }

  get(index: number): Value {
    if (index === 0) return fromInput(this.text);
    return this.#parts()[index - 1] ?? unsetValue;
  }

  /** Writing a field makes `$0` again; writing far out fills with empty ones. */
  assign(index: number, value: Value): void {
    const parts = this.#parts();
    while (parts.length < index) parts.push(empty);
    parts[index - 1] = value;
    this.#text = undefined;
  }

  /** `NF = 2`. */
  resize(count: number): void {
    const parts = this.#parts();
    while (parts.length < count) parts.push(empty);
    parts.length = Math.max(0, count);
    this.#text = undefined;
  }

  #parts(): Value[] {
    this.#fields ??= splitText(this.#text ?? '', this.#separator).map(fromInput);
    return this.#fields;
  }
}

const empty: NumericText = { text: '', number: undefined };
