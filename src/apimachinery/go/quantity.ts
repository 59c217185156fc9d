/** What Go's resource.Quantity holds inside. Mirrors apimachinery pkg/api/resource ParseQuantity. */
import { canonicalQuantity } from '../quantity.ts';

const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binary: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

interface Amount {
  readonly value: bigint;
  readonly scale: number;
  readonly format: string;
  /** Whether the text is kept: it looks canonical at a glance. */
  readonly isKept: boolean;
}

/** "1500m" ⇒ 1500 at scale -3; "1Gi" ⇒ 1073741824 at scale 0; "1.5" ⇒ 15 at scale -1. */
function parseAmount(text: string): Amount {
  const [, sign = '', whole = '', part = '', suffix = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?(.*)$/.exec(text) ?? [];
  const digits = BigInt(`${whole}${part}` || '0') * (sign === '-' ? -1n : 1n);
  const shift = binary[suffix];
  if (shift !== undefined) {
    const isKept = digits % 8n !== 0n;
    return { value: digits << BigInt(shift), scale: -part.length, format: 'BinarySI', isKept };
  }
  const exponent = decimal[suffix];
  const scale = (exponent ?? Number(suffix.slice(1))) - part.length;
  const format = exponent === undefined ? 'DecimalExponent' : 'DecimalSI';
  const isKept = scale % 3 === 0 && !/^0|000$/.test(`${whole}${part}`);
  return { value: digits, scale, format, isKept };
}

/**
 * `{i:(resource.int64Amount){value:(int64)1500 scale:(resource.Scale)-3} …}`
 * Differs: amounts that need more than 64 bits are kept elsewhere in Go.
 */
export function dumpQuantity(quantity: unknown): string {
  const text = canonicalQuantity(String(quantity ?? '0'));
  const { value, scale, format, isKept } = parseAmount(text);
  const amount = `{value:(int64)${value} scale:(resource.Scale)${scale}}`;
  const kept = isKept || text === '0' ? text : '';
  return `{i:(resource.int64Amount)${amount} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${kept} Format:(resource.Format)${format}}`;
}
