/** jq's operators: how tightly they bind. Mirrors the precedences of jq 1.6 src/parser.y. */

/** How tightly an operator binds, and to which side it leans. */
export const BINDING: Readonly<
  Record<string, readonly [level: number, side: 'left' | 'right' | 'none']>
> = {
  "'|'": [1, 'right'],
  "','": [2, 'left'],
  '//': [3, 'right'],
  "'='": [4, 'none'],
  '|=': [4, 'none'],
  '+=': [4, 'none'],
  '-=': [4, 'none'],
  '*=': [4, 'none'],
  '/=': [4, 'none'],
  '%=': [4, 'none'],
  '//=': [4, 'none'],
  or: [5, 'left'],
  and: [6, 'left'],
  '==': [7, 'none'],
  '!=': [7, 'none'],
  "'<'": [7, 'none'],
  "'>'": [7, 'none'],
  '<=': [7, 'none'],
  '>=': [7, 'none'],
  "'+'": [8, 'left'],
  "'-'": [8, 'left'],
  "'*'": [9, 'left'],
  "'/'": [9, 'left'],
  "'%'": [9, 'left'],
};

/** Of `=` and its like. */
export const UPDATE_LEVEL = 4;
/** Of `-`. */
export const MINUS_LEVEL = 8;
