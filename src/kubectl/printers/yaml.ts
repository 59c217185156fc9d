/** `-o yaml`, byte for byte as sigs.k8s.io/yaml writes it. Mirrors go.yaml.in/yaml/v2 and cli-runtime pkg/printers/yaml.go. */
import { printFloat } from './go-template/values.ts';
import type { ObjectPrinter } from './printer.ts';
import { compareBytes } from './printer.ts';
import { type YamlPlace, yamlKey, yamlText } from './yaml-scalar.ts';

const isAsciiLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isLetter = (letter: string): boolean => /\p{L}/u.test(letter);
const digitsAt = (letters: readonly string[], at: number): string =>
  /^\p{Nd}*/u.exec(letters.slice(at).join(''))?.[0] ?? '';

/** "100" and "11" differ in their second digit: the digits before count as a 1, or zeros would vanish. */
function digitsBefore(letters: readonly string[], at: number): string {
  const before = /\p{Nd}*$/u.exec(letters.slice(0, at).join(''))?.[0] ?? '';
  return /[^0]/.test(before) ? '1' : '';
}

/** Order of the first characters that differ. */
function compareAt(a: readonly string[], b: readonly string[], at: number): number {
  const [left = '', right = ''] = [a[at], b[at]];
  const [leftLetter, rightLetter] = [isLetter(left), isLetter(right)];
  if (leftLetter && rightLetter) return compareBytes(left, right);
  if (leftLetter || rightLetter) return rightLetter ? -1 : 1;
  const [leftDigits, rightDigits] = [digitsAt(a, at), digitsAt(b, at)];
  const head = left === '0' || right === '0' ? digitsBefore(a, at) : '';
  const difference = Number(head + leftDigits || 0) - Number(head + rightDigits || 0);
  if (difference !== 0) return difference;
  if (leftDigits.length !== rightDigits.length) return leftDigits.length - rightDigits.length;
  return compareBytes(left, right);
}

/** Letters after the rest, digits by value: "a2" before "a10". Mirrors yaml/v2 sorter.go. */
export function compareYamlKeys(a: string, b: string): number {
  let same = 0;
  while (same < a.length && a.charCodeAt(same) === b.charCodeAt(same)) same += 1;
  const [one, other] = [a.charCodeAt(same), b.charCodeAt(same)];
  if (isAsciiLetter(one) && isAsciiLetter(other)) return one - other;
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((letter, index) => letter !== right[index]);
  if (at < 0 || at >= right.length) return left.length - right.length;
  return compareAt(left, right, at);
}

/** Whole numbers as they are, others as Go's 'g': 0.5, 1.5e+06. */
const numberText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : printFloat(value);

const keysOf = (map: object): string[] =>
  Object.keys(map).filter((key) => (map as Record<string, unknown>)[key] !== undefined);

const isEmpty = (value: object): boolean =>
  Array.isArray(value) ? value.length === 0 : keysOf(value).length === 0;

function scalar(value: unknown, place: YamlPlace): string {
  if (typeof value === 'string') return yamlText(value, place);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  return 'null';
}

/** Lines of a map, each beginning with `margin`. */
function mapLines(map: object, margin: string, out: string[]): void {
  for (const key of keysOf(map).sort(compareYamlKeys)) {
    const value = (map as Record<string, unknown>)[key];
    const head = `${margin}${yamlKey(key)}:`;
    if (typeof value === 'object' && value !== null && !isEmpty(value)) {
      out.push(head);
      if (Array.isArray(value)) listLines(value, margin, out);
      else mapLines(value, `${margin}  `, out);
      continue;
    }
    const text = scalar(value, { column: head.length + 1, margin: `${margin}  ` });
    out.push(text === '' ? head : `${head} ${text}`);
  }
}

/** Lines of a list; `margin` is that of its dashes. */
function listLines(list: readonly unknown[], margin: string, out: string[]): void {
  for (const value of list) {
    if (typeof value !== 'object' || value === null || isEmpty(value)) {
      const place = { column: margin.length + 2, margin: `${margin}  ` };
      out.push(`${margin}- ${scalar(value, place)}`);
      continue;
    }
    const lines: string[] = [];
    if (Array.isArray(value)) listLines(value, `${margin}  `, lines);
    else mapLines(value, `${margin}  `, lines);
    const [first = '', ...rest] = lines;
    out.push(`${margin}- ${first.slice(margin.length + 2)}`, ...rest);
  }
}

/** A value as a YAML document, with its last line feed. */
export function goYaml(value: unknown): string {
  if (typeof value !== 'object' || value === null || isEmpty(value))
    return `${scalar(value, { column: 0, margin: '  ' })}\n`;
  const lines: string[] = [];
  if (Array.isArray(value)) listLines(value, '', lines);
  else mapLines(value, '', lines);
  return `${lines.join('\n')}\n`;
}

/** Objects after the first are divided by `---`. */
export function yamlPrinter(): ObjectPrinter {
  let count = 0;
  return {
    print: (object) => {
      count += 1;
      return `${count > 1 ? '---\n' : ''}${goYaml(object)}`;
    },
  };
}
