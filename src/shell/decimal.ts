/** Rounding as C does it: exactly, ties to the even digit. */

/** How many bits a number keeps: a `long double` of x86 (bash, seq), a `double` (awk). */
const longDoubleBits = 64n;

function bitLength(value: bigint): bigint {
  return BigInt(value.toString(2).length);
}

/** The quotient, ties to even. */
function divideEven(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const twice = (a % b) * 2n;
  if (twice > b || (twice === b && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}

/** A decimal text as a fraction, cut to the bits of a long double: "0.1" ⇒ [m, 2^k]. */
function toFraction(text: string): readonly [bigint, bigint] | undefined {
  const match = /^(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text);
  if (match === null || `${match[1] ?? ''}${match[2] ?? ''}` === '') return undefined;
  const digits = BigInt(`${match[1] ?? ''}${match[2] ?? ''}`);
  const exponent = Number(match[3] ?? 0) - (match[2] ?? '').length;
  if (Math.abs(exponent) > 4000) return undefined;
  const top = exponent > 0 ? digits * 10n ** BigInt(exponent) : digits;
  const bottom = exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
  if (top === 0n) return [0n, 1n];
  const shift = longDoubleBits - (bitLength(top) - bitLength(bottom));
  const scaled = shift >= 0n ? divideEven(top << shift, bottom) : divideEven(top, bottom << -shift);
  return shift >= 0n ? [scaled, 1n << shift] : [scaled << -shift, 1n];
}

/** ("2.675", 2) ⇒ "2.68": a decimal text as a long double by `%.Nf`; undefined when it isn't one. */
export function roundDecimal(text: string, places: number): string | undefined {
  const negative = text.startsWith('-');
  const fraction = toFraction(text.replace(/^[-+]/, ''));
  if (fraction === undefined || places > 300) return undefined;
  const rounded = divideEven(fraction[0] * 10n ** BigInt(places), fraction[1]).toString();
  const padded = rounded.padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  const body = places === 0 ? whole : `${whole}.${padded.slice(-places)}`;
  return negative ? `-${body}` : body;
}

/** (2.5, 0) ⇒ "2": a double by `%.Nf`. JavaScript's toFixed rounds ties up. */
export function toFixedEven(value: number, places: number): string {
  const text = value.toFixed(places);
  if (places > 60) return text;
  const exact = value.toFixed(Math.min(100, places + 40));
  const point = exact.indexOf('.');
  const tail = exact.slice(point + 1 + places);
  if (!/^50*$/.test(tail)) return text;
  const cut = exact.slice(0, point + 1 + places).replace(/\.$/, '');
  return Number(cut.at(-1)) % 2 === 0 ? cut : text;
}
