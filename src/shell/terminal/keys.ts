/** What xterm's onData gives, as keys: letters, Ctrl, Alt, arrows, pasted text. */

/** One key. `text` and `paste` carry what was typed. */
export interface Key {
  readonly name: string;
  readonly text: string;
}

const sequences: Readonly<Record<string, string>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[H': 'home',
  '[F': 'end',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  OH: 'home',
  OF: 'end',
  '[1~': 'home',
  '[7~': 'home',
  '[4~': 'end',
  '[8~': 'end',
  '[3~': 'delete',
  '[5~': 'page-up',
  '[6~': 'page-down',
  '[Z': 'shift-tab',
  '[1;5C': 'alt-f',
  '[1;5D': 'alt-b',
  '[1;3C': 'alt-f',
  '[1;3D': 'alt-b',
  '[3;5~': 'alt-d',
};
const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';

function controlName(character: string): string {
  const names: Readonly<Record<string, string>> = {
    '\r': 'enter',
    '\n': 'enter',
    '\t': 'tab',
    '\x7f': 'backspace',
    '\b': 'backspace',
    '\x1f': 'ctrl-_',
    '\x1c': 'ctrl-\\',
    '\0': 'ctrl-@',
  };
  return names[character] ?? `ctrl-${String.fromCharCode(character.charCodeAt(0) + 96)}`;
}

/** Turns chunks of data into keys; a paste or sequence may come in several chunks. */
export class KeyReader {
  #rest = '';
  #pasting: string | undefined;

  feed(data: string): Key[] {
    this.#rest += data;
    const keys: Key[] = [];
    while (this.#rest !== '') {
      const key = this.#pasting === undefined ? this.#key() : this.#paste();
      if (key === undefined) break;
      if (key.name !== '') keys.push(key);
    }
    return keys;
  }

  #take(count: number, name: string, text = ''): Key {
    this.#rest = this.#rest.slice(count);
    return { name, text };
  }

  #paste(): Key | undefined {
    const end = this.#rest.indexOf(pasteEnd);
    if (end < 0) {
      this.#pasting = (this.#pasting ?? '') + this.#rest;
      this.#rest = '';
      return undefined;
    }
    const text = (this.#pasting ?? '') + this.#rest.slice(0, end);
    this.#pasting = undefined;
    return this.#take(end + pasteEnd.length, 'paste', text.replace(/\r\n?/g, '\n'));
  }

  #key(): Key | undefined {
    const rest = this.#rest;
    if (rest.startsWith(pasteStart)) {
      this.#pasting = '';
      return this.#take(pasteStart.length, '');
    }
    const first = rest[0] ?? '';
    if (first === '\x1b') return this.#escape(rest.slice(1));
    if (first < ' ' || first === '\x7f') return this.#take(1, controlName(first));
    let size = 0;
    while (size < rest.length && (rest[size] ?? '') >= ' ' && rest[size] !== '\x7f') size += 1;
    return this.#take(size, 'text', rest.slice(0, size));
  }

  #escape(after: string): Key {
    if (after === '') return this.#take(1, 'escape');
    const sequence = /^(?:\[[\d;?]*[A-Za-z~]|O[A-Za-z])/.exec(after)?.[0];
    if (sequence !== undefined) return this.#take(1 + sequence.length, sequences[sequence] ?? '');
    const next = after[0] ?? '';
    if (next === '\x7f' || next === '\b') return this.#take(2, 'alt-backspace');
    if (next === '\t') return this.#take(2, 'leave');
    if (next === '\x1b') return this.#take(1, 'escape');
    return next > ' ' ? this.#take(2, `alt-${next.toLowerCase()}`) : this.#take(1, 'escape');
  }
}
