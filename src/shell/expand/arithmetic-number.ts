/** Numbers as bash arithmetic writes them: `0x1f`, `010`, `2#101`. */

/** "0x1f" ⇒ 31n, "010" ⇒ 8n, "2#101" ⇒ 5n */
export function parseNumber(text: string, fail: (why: string) => Error): bigint {
  const based = /^(\d+)#(.+)$/.exec(text);
  if (based !== null) {
    const base = BigInt(based[1] ?? 10);
    const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';
    let value = 0n;
    for (const character of based[2] ?? '') {
      const folded = base <= 36n ? character.toLowerCase() : character;
      const digit = BigInt(digits.indexOf(folded));
      if (digit < 0n || digit >= base) throw fail('value too great for base');
      value = value * base + digit;
    }
    return value;
  }
  if (/^0\d/.test(text)) {
    if (/[89]/.test(text)) throw fail('value too great for base');
    return BigInt(`0o${text.slice(1)}`);
  }
  return BigInt(text);
}
