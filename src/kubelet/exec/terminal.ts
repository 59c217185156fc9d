/** The terminal of `exec -t`: echoes keys, edits a line, and hands it over at Enter, as a kernel's line discipline does. */
import type { Input } from './input.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_L = '\u000c';
const CTRL_U = '\u0015';
const CTRL_W = '\u0017';
const BACKSPACES = ['\b', '\u007f'];

const ESCAPE = '\u001b';
const UP = `${ESCAPE}[A`;
const DOWN = `${ESCAPE}[B`;
const SEQUENCE = new RegExp(`${ESCAPE}\\[[0-9;]*[A-Za-z~]|${ESCAPE}O[A-Z]|[^]`, 'gu');

/** Keys one by one; an escape sequence is one key. */
const keysOf = (text: string): readonly string[] => text.match(SEQUENCE) ?? [];

export class Terminal {
  private line = '';
  private readonly history: string[] = [];
  private place = 0;
  private readonly input: Input;
  private readonly show: (text: string) => void;

  constructor(input: Input, show: (text: string) => void) {
    this.input = input;
    this.show = show;
  }

  /** Keys as the client's terminal sends them. */
  write(text: string): void {
    for (const key of keysOf(text)) this.press(key);
  }

  private press(key: string): void {
    if (key === '\r' || key === '\n') this.enter();
    else if (BACKSPACES.includes(key)) this.erase(1);
    else if (key === CTRL_U) this.erase([...this.line].length);
    else if (key === CTRL_W) this.erase([...(/\S*\s*$/u.exec(this.line)?.[0] ?? '')].length);
    else if (key === CTRL_C) this.interrupt();
    else if (key === CTRL_D) this.endOrFlush();
    else if (key === CTRL_L) this.show(`${ESCAPE}[H${ESCAPE}[2J${this.line}`);
    else if (key === UP) this.recall(-1);
    else if (key === DOWN) this.recall(1);
    else if (key >= ' ' && !key.startsWith(ESCAPE)) {
      this.line += key;
      this.show(key);
    }
  }

  private enter(): void {
    const { line } = this;
    this.show('\r\n');
    if (line.trim()) this.history.push(line);
    this.place = this.history.length;
    this.line = '';
    this.input.push(`${line}\n`);
  }

  private erase(count: number): void {
    const letters = [...this.line];
    const gone = letters.splice(Math.max(0, letters.length - count), count);
    this.line = letters.join('');
    this.show('\b \b'.repeat(gone.length));
  }

  private interrupt(): void {
    this.line = '';
    this.show('^C\r\n');
    this.input.interrupt();
  }

  private endOrFlush(): void {
    if (this.line === '') this.input.end();
    else {
      this.input.push(this.line);
      this.line = '';
    }
  }

  private recall(by: number): void {
    const place = this.place + by;
    if (place < 0 || place > this.history.length) return;
    this.erase([...this.line].length);
    this.place = place;
    this.line = this.history[place] ?? '';
    this.show(this.line);
  }
}
