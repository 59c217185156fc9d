/** Takes the sentence of causes apart. */

/** "a because b, because c" ⇒ { what: "a", causes: ["b", "c"] } */
export function splitCauses(sentence: string): { what: string; causes: string[] } {
  const [what = '', ...causes] = sentence.replace(/\.$/, '').split(/,? because /);
  return { what, causes };
}

/** Of a long chain the nearest two and the first mover: ["b", "c", "d", "e"] ⇒ ["b", "c", "…", "e"] */
export function shorten(causes: readonly string[]): string[] {
  const [first, second] = causes;
  const last = causes.at(-1);
  if (causes.length <= 3 || first === undefined || second === undefined || last === undefined) {
    return [...causes];
  }
  return [first, second, '…', last];
}
