/** bc's text as tokens. */

/** Stops a statement: `Runtime error …`. */
export class BcError extends Error {
  override name = 'BcError';
}

/** One token; `end` comes after the last. */
export type Token = {
  readonly kind: 'text' | 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
};

const tokenPattern =
  /\s*(?:"([^"]*)"|([\dA-Z]+\.?[\dA-Z]*|\.[\dA-Z]+)|([a-z][a-z0-9_]*)|(\+\+|--|[-+*/%^]=|==|!=|<=|>=|&&|\|\||[-+*/%^=<>!(){}[\],;]|\n))/y;

/** Newlines are tokens: they end statements. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const body = text.replace(/[ \t]+$/, '');
  while (at < body.length) {
    if (body[at] === ' ' || body[at] === '\t') {
      at += 1;
      continue;
    }
    if (body[at] === '\n') {
      tokens.push({ kind: 'sign', text: '\n' });
      at += 1;
      continue;
    }
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(body);
    if (match === null) throw new BcError(`(standard_in) 1: illegal character: ${body[at] ?? ''}`);
    at = tokenPattern.lastIndex;
    if (match[1] !== undefined) tokens.push({ kind: 'text', text: match[1] });
    else if (match[2] !== undefined) tokens.push({ kind: 'number', text: match[2] });
    else if (match[3] !== undefined) tokens.push({ kind: 'name', text: match[3] });
    else tokens.push({ kind: 'sign', text: match[4] ?? '' });
  }
  return tokens;
}
