import { expect, it } from 'vitest';
import { wordWrap } from './word-wrap.ts';

it.each([
  ['one two three', 7, 'one two\nthree'],
  ['one  two', 4, 'one\ntwo'],
  ['a  b', 9, 'a  b'],
  ['unbreakable word', 5, 'unbreakable\nword'],
  ['one\n\ntwo', 9, 'one\n\ntwo'],
])('%j in lines of %d is %j', (text, width, lines) => {
  expect(wordWrap(text, width)).toBe(lines);
});
