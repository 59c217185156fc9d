/** The grammar of label selectors as text. Mirrors apimachinery pkg/labels Lexer and Parser. */
import { ParseError } from './parse-error.ts';
import { checkKey, type Operator, type Requirement, requirement } from './selector-requirement.ts';

interface Token {
  /** `id` and `end`, or the symbol or keyword itself. */
  readonly type: string;
  readonly text: string;
}

const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '<', '>'];
const isSpecial = (char: string): boolean => '=!(),<>'.includes(char);
const isSpace = (char: string): boolean => ' \t\r\n'.includes(char);

function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isSpace(char)) {
      at += 1;
      continue;
    }
    const symbol = isSpecial(char) ? SYMBOLS.find((one) => text.startsWith(one, at)) : undefined;
    if (symbol) {
      tokens.push({ type: symbol, text: symbol });
      at += symbol.length;
      continue;
    }
    let end = at;
    while (end < text.length && !isSpecial(text.charAt(end)) && !isSpace(text.charAt(end)))
      end += 1;
    const word = text.slice(at, end);
    tokens.push({ type: word === 'in' || word === 'notin' ? word : 'id', text: word });
    at = end;
  }
  tokens.push({ type: 'end', text: '' });
  return tokens;
}

const BINARY: Readonly<Record<string, Operator>> = {
  in: 'in',
  notin: 'notin',
  '=': '=',
  '==': '==',
  '!=': '!=',
  '>': 'gt',
  '<': 'lt',
};
const BINARY_NAMES = 'in, notin, =, ==, !=, gt, lt';
const fail = (message: string): never => {
  throw new ParseError(message);
};

class Parser {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(text: string) {
    this.tokens = scan(text);
  }

  /** `in` and `notin` are ordinary words where a value is expected. */
  private peek(): Token {
    const token = this.tokens[this.at] ?? { type: 'end', text: '' };
    return token.type === 'in' || token.type === 'notin' ? { type: 'id', text: token.text } : token;
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  parse(): Requirement[] {
    const found: Requirement[] = [];
    for (;;) {
      const first = this.peek();
      if (first.type === 'end') return found;
      if (first.type !== 'id' && first.type !== '!') {
        return fail(`found '${first.text}', expected: !, identifier, or 'end of string'`);
      }
      found.push(this.requirement());
      const then = this.next();
      if (then.type === 'end') return found;
      if (then.type !== ',') return fail(`found '${then.text}', expected: ',' or 'end of string'`);
      const after = this.peek();
      if (after.type !== 'id' && after.type !== '!') {
        return fail(`found '${after.text}', expected: identifier after ','`);
      }
    }
  }

  private requirement(): Requirement {
    try {
      return this.oneRequirement();
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      throw new ParseError(`unable to parse requirement: ${error.message}`);
    }
  }

  private oneRequirement(): Requirement {
    let token = this.next();
    const isNegated = token.type === '!';
    if (isNegated) token = this.next();
    if (token.type !== 'id') return fail(`found '${token.text}', expected: identifier`);
    const key = token.text;
    checkKey(key);
    const after = this.peek().type;
    if (isNegated) return requirement(key, '!', []);
    if (after === 'end' || after === ',') return requirement(key, 'exists', []);
    const word = this.tokens[this.at];
    this.at += 1;
    const operator = BINARY[word?.type ?? ''];
    if (!operator) return fail(`found '${word?.text}', expected: ${BINARY_NAMES}`);
    const isSet = operator === 'in' || operator === 'notin';
    return requirement(key, operator, isSet ? this.values() : this.exactValue());
  }

  private exactValue(): string[] {
    const { type } = this.peek();
    if (type === 'end' || type === ',') return [''];
    const token = this.next();
    return token.type === 'id' ? [token.text] : fail(`found '${token.text}', expected: identifier`);
  }

  private values(): string[] {
    const open = this.next();
    if (open.type !== '(') return fail(`found '${open.text}' expected: '('`);
    const first = this.peek();
    if (first.type === ')') {
      this.next();
      return [''];
    }
    if (first.type !== 'id' && first.type !== ',') {
      return fail(`found '${first.text}', expected: ',', ')' or identifier`);
    }
    const values = this.identifiers();
    if (this.next().type !== ')') return fail(`found '${first.text}', expected: ')'`);
    return [...values].sort();
  }

  private identifiers(): Set<string> {
    const values = new Set<string>();
    for (;;) {
      const token = this.next();
      const after = this.peek();
      if (token.type === 'id') {
        values.add(token.text);
        if (after.type === ')') return values;
        if (after.type !== ',') return fail(`found '${after.text}', expected: ',' or ')'`);
      } else if (token.type === ',') {
        if (values.size === 0 || after.type === ',') values.add('');
        if (after.type === ')') return values.add('');
      } else {
        return fail(`found '${token.text}', expected: ',', or identifier`);
      }
    }
  }
}

/** `app=web,!old` ⇒ its requirements, in the order written. Throws ParseError. */
export const parseRequirements = (text: string): readonly Requirement[] => new Parser(text).parse();
