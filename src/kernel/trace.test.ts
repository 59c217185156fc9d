import { expect, it } from 'vitest';
import { assert, setAssertContext } from './assert.ts';
import { createTrace } from './trace.ts';

it('two traces are equal when every line is, in order', () => {
  const hash = (...lines: string[]): string => {
    const trace = createTrace();
    for (const line of lines) trace.add(line);
    return trace.hash();
  };
  expect(hash('a', 'b')).toBe(hash('a', 'b'));
  expect(hash('a', 'b')).not.toBe(hash('b', 'a'));
});

it('keeps the last lines only', () => {
  const trace = createTrace(2);
  for (const line of ['a', 'b', 'c', 'd', 'e']) trace.add(line);
  expect(trace.tail()).toEqual(['d', 'e']);
});

it('a broken assumption says where the world stood', () => {
  setAssertContext(() => 'seed 7 at 00:00:52');
  expect(() => assert(false, 'one IP a pod')).toThrow('one IP a pod\nseed 7 at 00:00:52');
  setAssertContext(() => '');
  expect(() => assert(true, 'never')).not.toThrow();
});
