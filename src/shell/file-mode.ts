/** Permission bits as they are typed and shown: `u+x,go=r`, `-rwxr-xr-x`. */

const who: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };

/** ("u+x", 0o644) ⇒ 0o744; undefined when it isn't a mode. */
export function applyMode(
  text: string,
  mode: number,
  { isFolder, umask }: { readonly isFolder: boolean; readonly umask: number },
): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const bits = Number.parseInt(text, 8);
    return bits > 0o7777 ? undefined : bits;
  }
  let result = mode;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*))+)$/.exec(clause);
    if (match === null) return undefined;
    const mask = [...(match[1] ?? '')].reduce((sum, letter) => sum | (who[letter] ?? 0), 0);
    for (const [, operator = '', letters = ''] of (match[2] ?? '').matchAll(
      /([-+=])([ugo]|[rwxXst]*)/g,
    )) {
      const all = bitsOf(letters, result, isFolder);
      const bits = mask === 0 ? all & (0o7777 & ~umask) : all & mask;
      if (operator === '+') result |= bits;
      else if (operator === '-') result &= ~bits;
      else result = (result & ~((mask === 0 ? 0o777 : mask) & (isFolder ? 0o1777 : 0o7777))) | bits;
    }
  }
  return result;
}

/** "rx" ⇒ 0o555 for everyone; "g" copies what the group has. */
function bitsOf(letters: string, mode: number, isFolder: boolean): number {
  if (/^[ugo]$/.test(letters)) {
    const shift = letters === 'u' ? 6 : letters === 'g' ? 3 : 0;
    const three = (mode >> shift) & 7;
    return three * 0o111;
  }
  let bits = 0;
  for (const letter of letters) {
    if (letter === 'r') bits |= 0o444;
    else if (letter === 'w') bits |= 0o222;
    else if (letter === 'x') bits |= 0o111;
    else if (letter === 'X' && (isFolder || (mode & 0o111) !== 0)) bits |= 0o111;
    else if (letter === 's') bits |= 0o6000;
    else if (letter === 't') bits |= 0o1000;
  }
  return bits;
}

/** 0o755 ⇒ "rwxr-xr-x" */
export function modeLetters(mode: number): string {
  const three = (shift: number, special: number, mark: string) => {
    const bits = (mode >> shift) & 7;
    const runs = (bits & 1) !== 0;
    const last = (mode & special) !== 0 ? (runs ? mark : mark.toUpperCase()) : runs ? 'x' : '-';
    return `${(bits & 4) !== 0 ? 'r' : '-'}${(bits & 2) !== 0 ? 'w' : '-'}${last}`;
  };
  return three(6, 0o4000, 's') + three(3, 0o2000, 's') + three(0, 0o1000, 't');
}
