import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParseError } from './parse-error.ts';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  milliValue,
  parseQuantity,
  printBytes,
  printMilli,
  printQuantity,
  quantityValue,
} from './quantity.ts';

describe('quantities', () => {
  it.each([
    ['0', '0'],
    ['0.5', '500m'],
    ['100m', '100m'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Gi', '512Mi'],
    ['512', '512'],
    ['1Ki', '1Ki'],
    ['512Mi', '512Mi'],
    ['2e3', '2e3'],
    ['1000k', '1M'],
    ['-3', '-3'],
    ['.5', '500m'],
    ['0.1Ki', '102400m'],
    ['1n', '1n'],
    ['0.1n', '1n'],
  ])('%s is written %s', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  it.each(['', 'abc', '1.2.3', '1Kb', '1ee3', '--1', '1 Gi'])('refuses %j', (text) => {
    expect(() => parseQuantity(text)).toThrow(ParseError);
  });

  it('compare and add across notations', () => {
    expect(compareQuantities(parseQuantity('1Gi'), parseQuantity('1G'))).toBe(1);
    expect(compareQuantities(parseQuantity('1000m'), parseQuantity('1'))).toBe(0);
    expect(printQuantity(addQuantities(parseQuantity('500m'), parseQuantity('1')))).toBe('1500m');
  });

  it('round up to whole numbers', () => {
    expect([quantityValue('1500m'), quantityValue('1Ki'), milliValue('0.0001')]).toEqual([
      2, 1024, 1,
    ]);
    expect([printMilli(1500), printMilli(2000), printBytes(134_217_728)]).toEqual([
      '1500m',
      '2',
      '128Mi',
    ]);
  });

  it('mean the same after printing', () => {
    const suffix = fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'n', 'u');
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 99_999 }), suffix, (amount, unit) => {
        const quantity = parseQuantity(`${amount}${unit}`);
        expect(parseQuantity(printQuantity(quantity)).nanos).toBe(quantity.nanos);
      }),
    );
  });
});
