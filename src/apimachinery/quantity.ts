/** Quantities of resources: `100m`, `128Mi`, `2e3`. Mirrors apimachinery pkg/api/resource/quantity.go. */
import { ParseError } from './parse-error.ts';

type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An exact amount in nanos (10⁻⁹), and the notation it was written in. */
export interface Quantity {
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}

const NANOS = 1_000_000_000n;
const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const SPLIT = /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z].*|)$/s;
const WRONG_FORMAT =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const WRONG_SUFFIX = "unable to parse quantity's suffix";

function scaleOf(suffix: string): {
  readonly factor: bigint;
  readonly divisor: bigint;
  readonly format: QuantityFormat;
} {
  const binary = suffix === '' ? -1 : BINARY_SUFFIXES.indexOf(suffix);
  if (binary > 0)
    return { factor: NANOS * 1024n ** BigInt(binary), divisor: 1n, format: 'BinarySI' };
  const decimal = DECIMAL_SUFFIXES.indexOf(suffix);
  if (decimal >= 0) return { factor: 1000n ** BigInt(decimal), divisor: 1n, format: 'DecimalSI' };
  const exponent = /^[eE]([+-]?\d{1,3})$/.exec(suffix);
  if (!exponent) throw new ParseError(WRONG_SUFFIX);
  const power = Number(exponent[1]) + 9;
  return power >= 0
    ? { factor: 10n ** BigInt(power), divisor: 1n, format: 'DecimalExponent' }
    : { factor: 1n, divisor: 10n ** BigInt(-power), format: 'DecimalExponent' };
}

/** "1.5Gi" ⇒ an exact Quantity; what is finer than a nano is rounded up. Throws ParseError. */
export function parseQuantity(text: string): Quantity {
  const found = SPLIT.exec(text);
  if (!found || (!found[2] && !found[3])) throw new ParseError(WRONG_FORMAT);
  const [, sign, whole = '', fraction = '', suffix = ''] = found;
  if (!/^[eEinumkKMGTP]*[-+]?[0-9]*$/.test(suffix)) throw new ParseError(WRONG_FORMAT);
  const { factor, divisor, format } = scaleOf(suffix);
  const below = divisor * 10n ** BigInt(fraction.length);
  const amount = BigInt(`${whole}${fraction}` || '0') * factor;
  const nanos = (amount + below - 1n) / below;
  return { nanos: sign === '-' ? -nanos : nanos, format };
}

function printDecimal(nanos: bigint, format: QuantityFormat): string {
  let rest = nanos;
  let step = 0;
  while (step < DECIMAL_SUFFIXES.length - 1 && rest % 1000n === 0n) {
    rest /= 1000n;
    step += 1;
  }
  if (format !== 'DecimalExponent') return `${rest}${DECIMAL_SUFFIXES[step]}`;
  const exponent = (step - 3) * 3;
  return exponent === 0 ? `${rest}` : `${rest}e${exponent}`;
}

/** The canonical form: no fraction, the largest suffix that allows it: 1500m, 1536Mi, 2. */
export function printQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) return '0';
  const isFine = nanos % NANOS !== 0n || (nanos > -1024n * NANOS && nanos < 1024n * NANOS);
  if (format !== 'BinarySI') return printDecimal(nanos, format);
  if (isFine) return printDecimal(nanos, 'DecimalSI');
  let rest = nanos / NANOS;
  let step = 0;
  while (step < BINARY_SUFFIXES.length - 1 && rest % 1024n === 0n) {
    rest /= 1024n;
    step += 1;
  }
  return `${rest}${BINARY_SUFFIXES[step]}`;
}

/** Below 0, 0 or above 0. */
export const compareQuantities = (a: Quantity, b: Quantity): number =>
  a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0;

/** The sum, in the notation of the first that is not zero. */
export const addQuantities = (a: Quantity, b: Quantity): Quantity => ({
  nanos: a.nanos + b.nanos,
  format: a.nanos === 0n ? b.format : a.format,
});

const roundUp = (nanos: bigint, unit: bigint): number => {
  const whole = nanos / unit;
  return Number(nanos > 0n && nanos % unit !== 0n ? whole + 1n : whole);
};

/** Remembers the few texts a cluster uses. */
function remembered<V>(work: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = work(text);
    if (known.size > 5_000) known.clear();
    known.set(text, value);
    return value;
  };
}

/** "1500m" ⇒ 2, "1Ki" ⇒ 1024: whole units, rounded up. */
export const quantityValue: (text: string) => number = remembered((text) =>
  roundUp(parseQuantity(text).nanos, NANOS),
);

/** "0.5" ⇒ 500: thousandths, rounded up. */
export const milliValue: (text: string) => number = remembered((text) =>
  roundUp(parseQuantity(text).nanos, 1_000_000n),
);

/** "0.5" ⇒ "500m", "1024Mi" ⇒ "1Gi". */
export const canonicalQuantity: (text: string) => string = remembered((text) =>
  printQuantity(parseQuantity(text)),
);

/** 1_500 ⇒ "1500m", 2_000 ⇒ "2". */
export const printMilli = (milli: number): string =>
  printQuantity({ nanos: BigInt(Math.round(milli)) * 1_000_000n, format: 'DecimalSI' });

/** 134_217_728 ⇒ "128Mi". */
export const printBytes = (bytes: number): string =>
  printQuantity({ nanos: BigInt(Math.round(bytes)) * NANOS, format: 'BinarySI' });
