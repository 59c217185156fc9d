/** Words in lines of a width, as `explain` and help break them. Mirrors github.com/mitchellh/go-wordwrap WrapString. */

const isSpace = (letter: string): boolean =>
  /[\t\v\f\r \u0085\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(letter);

/** Spaces where a line is broken are dropped, all others kept; a word longer than a line stays whole. */
export function wordWrap(text: string, limit: number): string {
  let done = '';
  let column = 0;
  let spaces = '';
  let word = '';
  const flush = (): void => {
    done += spaces + word;
    column += spaces.length + [...word].length;
    spaces = '';
    word = '';
  };
  for (const letter of text) {
    if (letter === '\n') {
      if (word || column + spaces.length <= limit) done += spaces + word;
      done += '\n';
      column = 0;
      spaces = '';
      word = '';
    } else if (isSpace(letter)) {
      if (!spaces || word) flush();
      spaces += letter;
    } else {
      word += letter;
      const length = [...word].length;
      if (column + length + spaces.length > limit && length < limit) {
        done += '\n';
        column = 0;
        spaces = '';
      }
    }
  }
  return word || column + spaces.length <= limit ? done + spaces + word : done;
}
