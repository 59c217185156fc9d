/** bc's numbers: decimals of any length with a scale of their own. */

/** `digits` / 10^`scale`. */
export interface BcNumber {
  readonly digits: bigint;
  readonly scale: number;
}

const power = (places: number) => 10n ** BigInt(places);

/** Cut (not rounded) or filled to a scale. */
export function rescale({ digits, scale }: BcNumber, wanted: number): BcNumber {
  if (wanted >= scale) return { digits: digits * power(wanted - scale), scale: wanted };
  return { digits: digits / power(scale - wanted), scale: wanted };
}

export function add(a: BcNumber, b: BcNumber): BcNumber {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescale(a, scale).digits + rescale(b, scale).digits, scale };
}

export function negate(a: BcNumber): BcNumber {
  return { digits: -a.digits, scale: a.scale };
}

export function multiply(a: BcNumber, b: BcNumber, scale: number): BcNumber {
  const full = { digits: a.digits * b.digits, scale: a.scale + b.scale };
  return rescale(full, Math.min(full.scale, Math.max(scale, a.scale, b.scale)));
}

/** Undefined: division by zero. */
export function divide(a: BcNumber, b: BcNumber, scale: number): BcNumber | undefined {
  if (b.digits === 0n) return undefined;
  const shift = scale + b.scale - a.scale;
  const top = shift >= 0 ? a.digits * power(shift) : a.digits;
  const bottom = shift >= 0 ? b.digits : b.digits * power(-shift);
  return { digits: top / bottom, scale };
}

/** What is left of a division at this scale. */
export function remainder(a: BcNumber, b: BcNumber, scale: number): BcNumber | undefined {
  const quotient = divide(a, b, scale);
  if (quotient === undefined) return undefined;
  const wanted = Math.max(scale + b.scale, a.scale);
  const product = { digits: quotient.digits * b.digits, scale: quotient.scale + b.scale };
  return rescale(add(a, negate(product)), wanted);
}

/** A whole power. */
export function raise(a: BcNumber, exponent: bigint, scale: number): BcNumber | undefined {
  const size = exponent < 0n ? -exponent : exponent;
  const full = { digits: a.digits ** size, scale: a.scale * Number(size) };
  if (exponent < 0n) return divide({ digits: 1n, scale: 0 }, full, scale);
  return rescale(full, Math.min(full.scale, Math.max(scale, a.scale)));
}

/** Undefined: of a negative number. */
export function squareRoot(a: BcNumber, scale: number): BcNumber | undefined {
  if (a.digits < 0n) return undefined;
  const wanted = Math.max(scale, a.scale);
  const square = rescale(a, wanted * 2).digits;
  if (square === 0n) return { digits: 0n, scale: 0 };
  let root = BigInt(Math.floor(Math.sqrt(Number(square)))) + 1n;
  for (;;) {
    const next = (root + square / root) / 2n;
    if (next >= root) break;
    root = next;
  }
  while (root * root > square) root -= 1n;
  return { digits: root, scale: wanted };
}

export function compare(a: BcNumber, b: BcNumber): number {
  const { digits } = add(a, negate(b));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** From a plain number, as exact as a double is. */
export function fromDouble(value: number, scale: number): BcNumber {
  const text = value.toFixed(Math.min(100, scale + 2));
  return rescale(parseDecimal(text, 10), scale);
}

export function toDouble({ digits, scale }: BcNumber): number {
  return Number(digits) / 10 ** scale;
}

/** "1A.8" in a base. */
export function parseDecimal(text: string, base: number): BcNumber {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const limit = whole.length + fraction.length === 1 ? 36 : base;
  const value = (character: string) => Math.min(Number.parseInt(character, 36), limit - 1);
  let digits = 0n;
  for (const character of whole) digits = digits * BigInt(base) + BigInt(value(character));
  let result: BcNumber = { digits, scale: 0 };
  if (fraction !== '') {
    let top = 0n;
    for (const character of fraction) top = top * BigInt(base) + BigInt(value(character));
    const part = divide(
      { digits: top, scale: 0 },
      { digits: BigInt(base) ** BigInt(fraction.length), scale: 0 },
      fraction.length,
    );
    result = add(result, part ?? result);
  }
  return negative ? negate(result) : result;
}

/** As bc prints it: ".5", "-.5", "3.50", "FF". */
export function printNumber(number: BcNumber, base: number): string {
  const sign = number.digits < 0n ? '-' : '';
  const digits = number.digits < 0n ? -number.digits : number.digits;
  if (digits === 0n) return '0';
  const unit = power(number.scale);
  const whole = digits / unit;
  if (base === 10) {
    const fraction =
      number.scale === 0 ? '' : `.${(digits % unit).toString().padStart(number.scale, '0')}`;
    return `${sign}${whole === 0n ? '' : whole}${fraction}`;
  }
  let text = base <= 16 ? whole.toString(base).toUpperCase() : groups(whole, base);
  if (number.scale > 0) {
    text = whole === 0n ? '.' : `${text}.`;
    let rest = digits % unit;
    for (let reach = 1n; reach < unit; reach *= BigInt(base)) {
      rest *= BigInt(base);
      text += (rest / unit).toString(Math.min(36, base)).toUpperCase();
      rest %= unit;
    }
  }
  return sign + text;
}

/** Digits of a large base, each a decimal of its own: " 01 15". */
function groups(value: bigint, base: number): string {
  const width = String(base - 1).length;
  let text = '';
  for (let rest = value; rest > 0n; rest /= BigInt(base))
    text = ` ${(rest % BigInt(base)).toString().padStart(width, '0')}${text}`;
  return text === '' ? ` ${'0'.repeat(width)}` : text;
}
