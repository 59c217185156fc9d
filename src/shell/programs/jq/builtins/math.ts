/** Numbers: what libm has. */
import { described, FilterError } from '../errors.ts';
import type { Value } from '../value.ts';
import { type Natives, plain } from './native.ts';

function numberOf(value: Value): number {
  if (typeof value !== 'number') throw new FilterError(`${described(value)} number required`);
  return value;
}

/** Bernoulli's numbers over 2k(2k-1), for Stirling's series. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];
/** From here on the series is exact enough. */
const LARGE = 15;

/** ln |Γ(x)| */
function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  let product = 1;
  let large = x;
  for (; large < LARGE; large += 1) product *= large;
  const series = STIRLING.reduce((sum, part, at) => sum + part / large ** (2 * at + 1), 0);
  return (
    (large - 0.5) * Math.log(large) - large + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
  );
}

/** Γ(x), exact for whole numbers. */
function gamma(x: number): number {
  if (!Number.isInteger(x) || x < 1 || x > 170) return Math.exp(logGamma(x));
  let product = 1;
  for (let at = 2; at < x; at += 1) product *= at;
  return product;
}

/** 0.5 ⇒ [0.5, 0]; 8 ⇒ [0.5, 4] */
function mantissaOf(x: number): readonly [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let mantissa = x * 2 ** -exponent;
  while (Math.abs(mantissa) < 0.5) [mantissa, exponent] = [mantissa * 2, exponent - 1];
  while (Math.abs(mantissa) >= 1) [mantissa, exponent] = [mantissa / 2, exponent + 1];
  return [mantissa, exponent];
}

/** Halves go to the even neighbour. */
function roundEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

const roundAway = (x: number): number => Math.sign(x) * Math.floor(Math.abs(x) + 0.5);

const ONE: Readonly<Record<string, (x: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  sqrt: Math.sqrt,
  round: roundAway,
  trunc: Math.trunc,
  rint: roundEven,
  nearbyint: roundEven,
  fabs: Math.abs,
  cbrt: Math.cbrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  exp10: (x) => 10 ** x,
  pow10: (x) => 10 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  gamma: logGamma,
  lgamma: logGamma,
  lgamma_r: logGamma,
  tgamma: gamma,
  logb: (x) => mantissaOf(x)[1] - 1,
  significand: (x) => mantissaOf(x)[0] * 2,
};

const TWO: Readonly<Record<string, (x: number, y: number) => number>> = {
  pow: (x, y) => x ** y,
  atan2: Math.atan2,
  fmin: Math.min,
  fmax: Math.max,
  fmod: (x, y) => x % y,
  ldexp: (x, y) => x * 2 ** y,
  scalb: (x, y) => x * 2 ** y,
  scalbln: (x, y) => x * 2 ** y,
  hypot: Math.hypot,
  fdim: (x, y) => Math.max(0, x - y),
  copysign: (x, y) => (Math.sign(y) < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x)),
  drem: (x, y) => x - y * roundEven(x / y),
  remainder: (x, y) => x - y * roundEven(x / y),
};

export const math: Natives = [
  ...Object.entries(ONE).map(([name, of]) => plain(`${name}/0`, (x) => of(numberOf(x)))),
  ...Object.entries(TWO).map(([name, of]) =>
    plain(`${name}/2`, (_, x = null, y = null) => of(numberOf(x), numberOf(y))),
  ),
  plain('fma/3', (_, x = null, y = null, z = null) => numberOf(x) * numberOf(y) + numberOf(z)),
  plain('frexp/0', (x) => [...mantissaOf(numberOf(x))]),
  plain('modf/0', (x) => [numberOf(x) - Math.trunc(numberOf(x)), Math.trunc(numberOf(x))]),
  plain('infinite/0', () => Number.POSITIVE_INFINITY),
  plain('nan/0', () => Number.NaN),
  plain('isinfinite/0', (x) => Math.abs(numberOf(x)) === Number.POSITIVE_INFINITY),
  plain('isnan/0', (x) => Number.isNaN(numberOf(x))),
  plain('isnormal/0', (x) => Number.isFinite(numberOf(x)) && Math.abs(numberOf(x)) >= 2 ** -1022),
];
