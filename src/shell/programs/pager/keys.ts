/** The keys a pager is given: those of the command line (`+G`) first, then those pressed. */
import type { OpenKeyboard } from '../../program.ts';

const CLEAR_LINE = '\x1b[K';

export class Keys {
  readonly #keyboard: OpenKeyboard;
  readonly #scripted: string[];
  readonly #signal: AbortSignal;
  #pending: Promise<string> | undefined;

  constructor(keyboard: OpenKeyboard, scripted: readonly string[], signal: AbortSignal) {
    this.#keyboard = keyboard;
    this.#scripted = [...scripted];
    this.#signal = signal;
  }

  /** Keys of the command line are left: nothing is drawn in between. */
  get isScripted(): boolean {
    return this.#scripted.length > 0;
  }

  scripted(): string | undefined {
    return this.#scripted.shift();
  }

  /** The next key pressed; it stays the next one until it is forgotten. */
  pending(): Promise<string> {
    this.#pending ??= this.#keyboard.next(this.#signal);
    return this.#pending;
  }

  forget(): void {
    this.#pending = undefined;
  }

  async take(): Promise<string> {
    const scripted = this.scripted();
    if (scripted !== undefined) return scripted;
    const key = await this.pending();
    this.forget();
    return key;
  }

  /** A line typed in the last row, behind a prompt; undefined when it was given up. */
  async line(write: (text: string) => Promise<void>, prompt: string): Promise<string | undefined> {
    let text = '';
    for (;;) {
      if (!this.isScripted) await write(`\r${prompt}${text}${CLEAR_LINE}`);
      const key = await this.take();
      if (key === 'enter') return text;
      if (key === 'escape' || key === 'ctrl-c' || key === 'ctrl-g') return undefined;
      if (key === 'ctrl-u') text = '';
      else if (key === 'backspace') {
        if (text === '') return undefined;
        text = [...text].slice(0, -1).join('');
      } else if ([...key].length === 1) text += key;
    }
  }

  close(): void {
    this.#keyboard.close();
  }
}
