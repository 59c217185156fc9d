import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionOf, withCondition, withoutCondition } from './conditions.ts';
import { isEqual, share } from './equality.ts';
import { parseFieldSelector, printFieldSelector } from './field-selector.ts';
import { canonicalJson, fnv32, fnv32a, goJson, safeEncode } from './hash.ts';
import { parseIntOrString, scaledValue } from './int-or-string.ts';
import { labelValueErrors, qualifiedNameErrors } from './names.ts';
import { ParseError } from './parse-error.ts';
import { parseTime, printMicroTime, printTime } from './time.ts';

describe('times', () => {
  it('print and parse', () => {
    const ms = 1_767_603_600_000;
    expect(printTime(ms + 999)).toBe('2026-01-05T09:00:00Z');
    expect(printMicroTime(ms + 123)).toBe('2026-01-05T09:00:00.123000Z');
    expect(parseTime('2026-01-05T10:00:00+01:00')).toBe(ms);
    expect(parseTime('5 January 2026')).toBeNaN();
  });
});

describe('numbers or percentages', () => {
  it('surge rounds up and unavailable down', () => {
    expect(scaledValue('25%', 10, 'up')).toBe(3);
    expect(scaledValue('25%', 10, 'down')).toBe(2);
    expect(scaledValue(2, 10, 'up')).toBe(2);
    expect(scaledValue('x', 10, 'up')).toBeUndefined();
    expect([parseIntOrString('80'), parseIntOrString('25%')]).toEqual([80, '25%']);
  });
});

describe('hashes', () => {
  it('are those of FNV-1a in the safe alphabet', () => {
    expect(fnv32a('abc')).toBe(440_920_331);
    expect(fnv32('abc')).toBe(1_134_309_195);
    expect(goJson({ b: '<', a: 1 })).toBe('{"a":1,"b":"\\u003c"}');
    expect(safeEncode('0123456789')).toBe('456789bcdf');
  });

  it('come from a text that does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: undefined, c: 'x' }], a: null })).toBe(
      '{"a":null,"b":[1,{"c":"x"}]}',
    );
  });
});

describe('field selectors', () => {
  it('print and parse to what they were', () => {
    const term = fc.record({
      field: fc.constantFrom('metadata.name', 'status.phase'),
      isEqual: fc.boolean(),
      value: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
        expect(sorted(parseFieldSelector(printFieldSelector(terms)))).toEqual(sorted(terms));
      }),
    );
  });

  it('say what they do not understand', () => {
    const message = "invalid selector: 'a,b'; can't understand 'a'";
    expect(() => parseFieldSelector('a,b')).toThrow(new ParseError(message));
  });
});

describe('names', () => {
  it.each([
    ['app', 0],
    ['example.com/app', 0],
    ['a/b/c', 1],
    ['/app', 1],
    ['', 2],
    ['a b', 1],
    ['__proto__', 1],
    [`a${'b'.repeat(63)}`, 1],
  ])('%j has %i faults as a key', (name, count) => {
    expect(qualifiedNameErrors(name)).toHaveLength(count);
  });

  it('give upstream’s words for a label value', () => {
    expect(labelValueErrors('a b')).toEqual([
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ]);
  });
});

describe('equality', () => {
  it('agrees with JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isEqual(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(isEqual(a, JSON.parse(JSON.stringify(a)))).toBe(true);
        expect(isEqual(share(a, b), a)).toBe(true);
      }),
    );
  });

  it('shares what is the same', () => {
    const old = { spec: { a: [1, 2] }, status: { b: 1 } };
    const next = share({ spec: { a: [1, 2] }, status: { b: 2 } }, old);
    expect(next.spec).toBe(old.spec);
    expect(next.status).toEqual({ b: 2 });
  });
});

describe('conditions', () => {
  const ready = { type: 'Ready', status: 'True', lastTransitionTime: '2026-01-05T09:00:00Z' };
  it('keep their time while their status stays', () => {
    const later = { ...ready, reason: 'Because', lastTransitionTime: '2026-01-05T10:00:00Z' };
    const [kept] = withCondition([ready], later);
    expect(kept).toEqual({ ...ready, reason: 'Because' });
    const list = [ready];
    expect(withCondition(list, { ...ready, lastTransitionTime: 'later' })).toBe(list);
    expect(conditionOf(withoutCondition(list, 'Ready'), 'Ready')).toBeUndefined();
  });
});
