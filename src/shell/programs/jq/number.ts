/** Numbers as jq 1.6 prints them. */

/** Digits and where the point stands: 1234.5 ⇒ ["12345", 4] */
function digitsOf(value: number): readonly [digits: string, point: number] {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return [mantissa.replace('.', ''), Number(exponent) + 1];
}

function exponential(digits: string, point: number): string {
  const exponent = point - 1;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}

/** Shortest digits that read back the same; 1e17 ⇒ "1e+17", 0.00001 ⇒ "1e-05". Mirrors jq 1.6 src/jv_dtoa.c jvp_dtoa_fmt. */
export function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'null';
  const finite = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  if (finite === 0) return Object.is(finite, -0) ? '-0' : '0';
  const sign = finite < 0 ? '-' : '';
  const [digits, point] = digitsOf(Math.abs(finite));
  if (point <= -4 || point > digits.length + 15) return sign + exponential(digits, point);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
