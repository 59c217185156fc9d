/** The keyboard while a program fills the screen: every key by itself, none shown. */
import type { OpenKeyboard } from '../program.ts';
import { abortable } from '../streams/abortable.ts';
import type { Key } from './keys.ts';

export class RawKeyboard {
  #owner: object | undefined;
  #keys: string[] = [];
  #wake: ((key: string) => void) | undefined;

  get isOpen(): boolean {
    return this.#owner !== undefined;
  }

  /** The newest program that asks has the keys. */
  open(): OpenKeyboard {
    const owner = {};
    this.#owner = owner;
    this.#keys = [];
    return {
      next: (signal) => (signal ? abortable(this.#next(), signal) : this.#next()),
      close: () => {
        if (this.#owner === owner) this.#owner = undefined;
      },
    };
  }

  /** A key was pressed; text comes letter by letter. */
  press({ name, text }: Key): void {
    if (name === 'text' || name === 'paste') {
      for (const letter of text) this.#push(letter === '\n' ? 'enter' : letter);
    } else this.#push(name);
  }

  /** The screen has another size: the program draws anew. */
  resized(): void {
    if (this.isOpen) this.#push('resize');
  }

  #push(key: string): void {
    const wake = this.#wake;
    this.#wake = undefined;
    if (wake) wake(key);
    else this.#keys.push(key);
  }

  #next(): Promise<string> {
    const key = this.#keys.shift();
    if (key !== undefined) return Promise.resolve(key);
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
