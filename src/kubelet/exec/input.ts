/** Standard input of a command: what has come and was not read yet, its end, and Ctrl-C. */

export class Input {
  private text = '';
  private isOver = false;
  private isInterrupted = false;
  /** Told when there is something new to read. */
  onChange: () => void = () => undefined;

  push(text: string): void {
    this.text += text;
    this.onChange();
  }

  end(): void {
    this.isOver = true;
    this.onChange();
  }

  interrupt(): void {
    this.isInterrupted = true;
    this.onChange();
  }

  get hasInterrupt(): boolean {
    return this.isInterrupted;
  }

  /** Whether Ctrl-C was pressed since it was last asked. */
  takeInterrupt(): boolean {
    const was = this.isInterrupted;
    this.isInterrupted = false;
    return was;
  }

  /** All that has come; "" when nothing has yet, undefined at the end. */
  take(): string | undefined {
    const { text } = this;
    this.text = '';
    return text === '' && this.isOver ? undefined : text;
  }

  /** A line without its line feed; "" as `pending` when no whole one has come, undefined at the end. */
  takeLine(): { readonly line: string } | 'pending' | undefined {
    const at = this.text.indexOf('\n');
    if (at >= 0) {
      const line = this.text.slice(0, at);
      this.text = this.text.slice(at + 1);
      return { line };
    }
    if (!this.isOver) return 'pending';
    const line = this.take();
    return line === undefined ? undefined : { line };
  }
}

/** Waits until somebody writes; whoever drives a Run resumes it then. */
const AWAIT_INPUT = Number.POSITIVE_INFINITY;

/** Everything there is to read, to the end. */
export function* readAll(input: Input): Generator<number, string, void> {
  let all = '';
  for (;;) {
    const text = input.take();
    if (text === undefined || input.hasInterrupt) return all;
    all += text;
    if (text === '') yield AWAIT_INPUT;
  }
}

/** The next line; undefined at the end, or when Ctrl-C comes first. */
export function* readLine(input: Input): Generator<number, string | undefined, void> {
  for (;;) {
    if (input.hasInterrupt) return undefined;
    const found = input.takeLine();
    if (found !== 'pending') return found?.line;
    yield AWAIT_INPUT;
  }
}
