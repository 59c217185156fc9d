import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParseError } from './parse-error.ts';
import {
  formatLabelSelector,
  formatLabels,
  nothing,
  parseSelector,
  printSelector,
  selectorOf,
  selectorOfObject,
} from './selector.ts';

const labels = { app: 'web', tier: 'front', size: '5', empty: '' };

describe('parseSelector', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=db', false],
    ['app!=db', true],
    ['other!=x', true],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['app in (db, web)', true],
    ['app notin (db,web)', false],
    ['other notin (db)', true],
    ['size>4', true],
    ['size<5', false],
    ['empty=', true],
    ['empty in ()', true],
    ['app=web,tier in (front,back),!old', true],
    ['in=x', false],
  ])('%j ⇒ %j', (text, isMatch) => {
    expect(parseSelector(text).matches(labels)).toBe(isMatch);
  });

  it.each([
    ['app=web,', "found '', expected: identifier after ','"],
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['=b', "found '=', expected: !, identifier, or 'end of string'"],
    ['app in web', "unable to parse requirement: found 'web' expected: '('"],
    [
      'app like x',
      "unable to parse requirement: found 'like', expected: in, notin, =, ==, !=, gt, lt",
    ],
    [
      'size>big',
      `unable to parse requirement: values[0]: Invalid value: "big": for 'Gt', 'Lt' operators, the value must be an integer`,
    ],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseSelector(text)).toThrow(new ParseError(message));
  });

  it('names what a key may be', () => {
    expect(() => parseSelector('-a=b')).toThrow(
      /^unable to parse requirement: <nil>: Invalid value: "-a": name part must consist of/,
    );
  });
});

const word = fc
  .stringMatching(/^[a-z][a-z0-9]{0,5}$/)
  .filter((text) => text !== 'in' && text !== 'notin');
const requirement = fc.oneof(
  fc.record({
    key: word,
    operator: fc.constantFrom('=', '==', '!=' as const),
    values: fc.tuple(word),
  }),
  fc.record({
    key: word,
    operator: fc.constantFrom('in', 'notin' as const),
    values: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((list) => list.sort()),
  }),
  fc.record({
    key: word,
    operator: fc.constantFrom('exists', '!' as const),
    values: fc.constant([]),
  }),
);

describe('selectors as text', () => {
  it('print and parse to what they were', () => {
    fc.assert(
      fc.property(fc.array(requirement, { maxLength: 4 }), (requirements) => {
        const selector = selectorOf(requirements as Parameters<typeof selectorOf>[0]);
        const again = parseSelector(printSelector(selector));
        const byText = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
        expect(byText(again.requirements)).toEqual(byText(selector.requirements));
      }),
    );
  });

  it('stop at nothing but a ParseError', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseSelector(text).matches(labels);
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
        }
      }),
    );
  });
});

describe('LabelSelector objects', () => {
  it('match by labels and by expressions', () => {
    const selector = selectorOfObject({
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }],
    });
    expect(selector.matches(labels)).toBe(true);
    expect(selector.matches({ app: 'web', tier: 'back' })).toBe(false);
    expect(printSelector(selector)).toBe('app=web,tier notin (back)');
  });

  it('match nothing when absent and everything when empty', () => {
    expect(selectorOfObject(undefined)).toBe(nothing);
    expect(selectorOfObject({}).matches({})).toBe(true);
    expect(formatLabelSelector(undefined)).toBe('<none>');
    expect(formatLabels({ b: '2', a: '1' })).toBe('a=1,b=2');
  });
});
