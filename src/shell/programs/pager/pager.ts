/** less on a terminal: draws the screen, waits for a key or for more text, does what the key says. */
import type { OpenKeyboard, ProgramContext } from '../../program.ts';
import { textInput } from '../../streams/input.ts';
import { enterScreen, leaveScreen } from '../../terminal/screen-text.ts';
import { helpLines } from './help.ts';
import { Keys } from './keys.ts';
import { type Move, moveOf } from './moves.ts';
import type { PagerOptions } from './pager-options.ts';
import { promptOf, reversed, whereOf } from './prompt.ts';
import { Source } from './source.ts';
import { toggle } from './toggle.ts';
import { View } from './view.ts';

const CLEAR_LINE = '\x1b[K';
const BELL = '\x07';

export class Pager {
  readonly #context: ProgramContext;
  readonly #options: PagerOptions;
  readonly #sources: readonly Source[];
  readonly #keys: Keys;
  #at = 0;
  #view: View;
  #count = '';
  #message = '';
  #isFirst = true;
  #follows = false;
  #direction: 1 | -1 = 1;

  constructor(
    context: ProgramContext,
    options: PagerOptions,
    sources: readonly Source[],
    keyboard: OpenKeyboard,
  ) {
    this.#context = context;
    this.#options = options;
    this.#sources = sources;
    this.#keys = new Keys(keyboard, options.typed, context.signal);
    this.#view = this.#viewOf(sources[0] ?? new Source(undefined, textInput('')));
  }

  #viewOf(source: Source): View {
    const { columns, rows } = this.#context.terminal;
    return new View(source, { ...this.#options }, columns, rows);
  }

  /** Until `q`. */
  async run(): Promise<number> {
    const { quitsIfShort, keepsScreen } = this.#options;
    if (quitsIfShort && (await this.#isShort())) {
      await this.#write(this.#view.source.lines.map((line) => `${line}\n`).join(''));
      return 0;
    }
    if (!keepsScreen) await this.#write(enterScreen);
    try {
      await this.#loop();
    } finally {
      this.#keys.close();
    }
    await this.#write(keepsScreen ? `\r${CLEAR_LINE}` : leaveScreen);
    return 0;
  }

  #write(text: string): Promise<void> {
    return this.#context.stdout.write(text);
  }

  async #isShort(): Promise<boolean> {
    const { source, height } = this.#view;
    while (!source.isEnded && this.#view.rows().length <= height) await source.more();
    return source.isEnded && this.#view.rows().length <= height;
  }

  async #loop(): Promise<void> {
    for (;;) {
      await this.#draw();
      const key = this.#keys.scripted() ?? (await this.#next());
      if (key === undefined) continue;
      if (await this.#press(key)) return;
    }
  }

  /** The next key; undefined when more text has come first. */
  async #next(): Promise<string | undefined> {
    const pressed = this.#keys.pending();
    const { source } = this.#view;
    const needs = !source.isEnded && (this.#follows || this.#view.wantsMore);
    const more = needs ? source.more().then(() => undefined) : undefined;
    const first = await (more ? Promise.race([pressed, more]) : pressed);
    if (first !== undefined) this.#keys.forget();
    else if (this.#follows) this.#view.goTo(this.#view.last);
    return first;
  }

  async #draw(): Promise<void> {
    if (this.#keys.isScripted) return;
    const view = this.#view;
    const rows = view.rows().slice(view.top, view.top + view.height);
    const empty = view.source.isEnded ? '~' : '';
    let text = '\x1b[H';
    for (let at = 0; at < view.height; at += 1) {
      text += `${rows[at]?.text ?? empty}\x1b[0m${CLEAR_LINE}\n`;
    }
    await this.#write(`${text}${this.#prompt()}${CLEAR_LINE}`);
    this.#message = '';
  }

  #prompt(): string {
    if (this.#message !== '') return reversed(this.#message);
    if (this.#follows) return reversed('Waiting for data... (interrupt to abort)');
    const names = this.#sources.map(({ name }) => name);
    return promptOf(this.#view, {
      names,
      at: this.#at,
      isFirst: this.#isFirst,
      count: this.#count,
    });
  }

  /** Whether that was the end. */
  async #press(key: string): Promise<boolean> {
    this.#isFirst = false;
    if (/^\d$/.test(key)) {
      this.#count += key;
      return false;
    }
    const count = this.#count === '' ? undefined : Number(this.#count);
    this.#count = '';
    if (key === 'q' || key === 'Q' || key === 'Z') return true;
    const move = moveOf(key);
    if (move) return this.#move(move, count);
    switch (key) {
      case 'G':
      case '>':
      case 'end':
        await this.#toEnd(count);
        break;
      case '/':
      case '?':
        await this.#search(key === '/' ? 1 : -1);
        break;
      case 'n':
      case 'N':
        await this.#again(key === 'n' ? this.#direction : this.#direction === 1 ? -1 : 1);
        break;
      case '&':
        await this.#filter();
        break;
      case 'F':
        this.#follows = true;
        this.#view.goTo(this.#view.last);
        break;
      case 'h':
      case 'H':
        await this.#help();
        break;
      case '-':
        await this.#toggle();
        break;
      case ':':
        return this.#colon();
      default:
        this.#other(key);
    }
    return false;
  }

  async #move(move: Move, count: number | undefined): Promise<boolean> {
    const view = this.#view;
    const wasAtEnd = view.isAtEnd;
    const before = view.top;
    await this.#readAhead(view.top + view.height * 2 + (count ?? 0));
    move(view, count);
    if (view.top !== before || !wasAtEnd) return false;
    if (this.#options.quitsAtEnd && view.isAtEnd) return true;
    await this.#write(BELL);
    return false;
  }

  /** Reads until there are so many rows; waits for nothing that is slow. */
  async #readAhead(rows: number): Promise<void> {
    const { source } = this.#view;
    while (!source.isEnded && this.#view.rows().length < rows) {
      if (!(await this.#moreUnlessKey())) return;
    }
  }

  /** Another chunk; false when a key came first. */
  async #moreUnlessKey(): Promise<boolean> {
    const key = this.#keys.pending().then(() => false);
    return Promise.race([this.#view.source.more().then(() => true), key]);
  }

  async #toEnd(line: number | undefined): Promise<void> {
    while (!this.#view.source.isEnded) if (!(await this.#moreUnlessKey())) break;
    if (line === undefined) this.#view.goTo(this.#view.last);
    else this.#view.goToLine(line);
  }

  async #search(direction: 1 | -1): Promise<void> {
    const text = await this.#keys.line((text) => this.#write(text), direction === 1 ? '/' : '?');
    if (text === undefined) return;
    this.#direction = direction;
    if (text !== '') {
      const pattern = this.#view.pattern(text);
      if (!pattern) {
        this.#message = 'Invalid pattern  (press RETURN)';
        return;
      }
      this.#view.search = pattern;
    }
    await this.#again(direction);
  }

  async #again(direction: 1 | -1): Promise<void> {
    const view = this.#view;
    if (!view.search) {
      this.#message = 'No previous regular expression  (press RETURN)';
      return;
    }
    while (!view.find(direction)) {
      if (view.source.isEnded || direction < 0 || !(await this.#moreUnlessKey())) {
        this.#message = 'Pattern not found  (press RETURN)';
        return;
      }
    }
  }

  async #filter(): Promise<void> {
    const text = await this.#keys.line((text) => this.#write(text), '&/');
    if (text === undefined) return;
    const pattern = text === '' ? undefined : this.#view.pattern(text);
    this.#view.relayout(() => {
      this.#view.filter = pattern;
    });
  }

  async #help(): Promise<void> {
    const { typed: _, ...options } = this.#options;
    const source = new Source(
      'HELP -- Press RETURN for more, or q when done',
      textInput(helpLines),
    );
    const help = new Pager(
      this.#context,
      { ...options, keepsScreen: true, quitsIfShort: false, typed: [] },
      [source],
      {
        next: () => this.#keys.take(),
        close: () => undefined,
      },
    );
    await help.run();
  }

  async #toggle(): Promise<void> {
    await this.#write(`\r-${CLEAR_LINE}`);
    const key = await this.#keys.take();
    this.#message = `${toggle(this.#view, key)}  (press RETURN)`;
  }

  /** `:q`, `:n`, `:p` */
  async #colon(): Promise<boolean> {
    await this.#write(`\r :${CLEAR_LINE}`);
    const key = await this.#keys.take();
    if (key === 'q' || key === 'Q') return true;
    if (key !== 'n' && key !== 'p') return false;
    const at = this.#at + (key === 'n' ? 1 : -1);
    const source = this.#sources[at];
    if (!source) {
      this.#message = `No ${key === 'n' ? 'next' : 'previous'} file  (press RETURN)`;
      return false;
    }
    this.#at = at;
    this.#isFirst = true;
    this.#view = this.#viewOf(source);
    return false;
  }

  #other(key: string): void {
    const view = this.#view;
    if (key === 'resize') {
      const { columns, rows } = this.#context.terminal;
      view.resize(columns, rows);
    } else if (key === 'ctrl-c') {
      if (this.#follows) this.#follows = false;
      else if (!view.source.isEnded) view.source.stop();
    } else if (key === '=' || key === 'ctrl-g') this.#message = whereOf(view);
    else if (key === 'alt-u') view.search = undefined;
  }
}
