/** One terminal: the line editor, the shell and what is seen, joined. */
import { Killed } from '../execute/flow.ts';
import type { Shell } from '../shell.ts';
import { functionOutput } from '../streams/output.ts';
import { complete } from './completion.ts';
import { CookedInput } from './cooked-input.ts';
import type { EditorState } from './editor-state.ts';
import { remember } from './history.ts';
import { expandHistory } from './history-expansion.ts';
import { type Key, KeyReader } from './keys.ts';
import {
  belowEditor,
  createEditor,
  drawEditor,
  type Effect,
  overdrawEditor,
  reduceKey,
  replaceWord,
  resizeEditor,
} from './line-editor.ts';
import { defaultPrompt, expandPrompt } from './prompt.ts';
import { RawKeyboard } from './raw-keyboard.ts';
import { columnAfter } from './screen-text.ts';
import { chooseOnTab } from './tab-choice.ts';
import type {
  CommandResult,
  TerminalOptions,
  TerminalSession,
  Waiting,
} from './terminal-options.ts';

export type { TerminalOptions, TerminalSession } from './terminal-options.ts';

class Session implements TerminalSession {
  readonly #options: TerminalOptions;
  readonly #shell: Shell;
  readonly #keys = new KeyReader();
  readonly #cooked: CookedInput;
  readonly #raw = new RawKeyboard();
  #editor: EditorState;
  #running: AbortController | undefined;
  #waiting: Waiting[] = [];
  #captured: string[] | undefined;
  #column = 0;
  #completing = false;
  /** Keys typed while a completion is looked up: they wait for it. */
  #held: Key[] = [];
  #idle: (() => void)[] = [];

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#shell = options.shell;
    this.#shell.announcesJobs = true;
    this.#shell.connectKeyboard(() => this.#raw.open());
    this.#shell.resize(options.columns, options.rows);
    this.#shell.state.variables.set('PS1', options.prompt ?? defaultPrompt);
    this.#cooked = new CookedInput((text) => this.#echo(text));
    this.#editor = createEditor('', options.columns, this.#shell.state.history);
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  start(): void {
    this.#prompt('');
  }

  input(data: string): void {
    for (const key of this.#keys.feed(data)) this.#key(key);
  }

  resize(columns: number, rows: number): void {
    this.#shell.resize(columns, rows);
    this.#raw.resized();
    const { state, effects } = resizeEditor(this.#editor, columns);
    this.#editor = state;
    if (!this.busy) this.#apply(effects);
  }

  runCommand(line: string): Promise<CommandResult> {
    return new Promise((done) => {
      this.#waiting.push({ line, done });
      this.#next();
    });
  }

  idle(): Promise<void> {
    if (!this.busy && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((done) => {
      this.#idle.push(done);
    });
  }

  dispose(): void {
    this.#running?.abort(new Killed(129));
    this.#shell.killJobs();
  }

  /** A command from the page, when the prompt is free. The learner's own line comes back after it. */
  #next(): void {
    if (this.busy) return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) {
      for (const done of this.#idle.splice(0)) done();
      return;
    }
    const before = this.#editor;
    const draft = before.text;
    const { line } = waiting;
    this.#editor = { ...before, search: undefined, text: line, cursor: line.length };
    this.#options.write(`${overdrawEditor(before, this.#editor)}\r\n`);
    this.#captured = [];
    this.#run(waiting.line, draft).then(waiting.done, () => waiting.done({ output: '', exit: 1 }));
  }

  #key(key: Key): void {
    if (this.#running !== undefined) {
      this.#keyWhileRunning(key, this.#running);
      return;
    }
    if (this.#completing) {
      this.#held.push(key);
      return;
    }
    const step = reduceKey(this.#editor, key, (text) => this.#shell.needsMore(text));
    this.#editor = step.state;
    this.#apply(step.effects);
  }

  #keyWhileRunning(key: Key, running: AbortController): void {
    if (this.#raw.isOpen && key.name !== 'leave') this.#raw.press(key);
    else if (key.name === 'ctrl-c') {
      this.#output('^C\n');
      running.abort(new Killed(130));
    } else if (key.name === 'ctrl-z') {
      this.#echo('^Z');
      this.#shell.suspend();
    } else if (key.name === 'ctrl-\\') {
      this.#output('^\\Quit\n');
      running.abort(new Killed(131));
    } else if (key.name === 'leave') this.#options.onLeave?.();
    else this.#cooked.key(key);
  }

  #apply(effects: readonly Effect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'write':
          this.#options.write(effect.text);
          break;
        case 'submit':
          this.#submit(effect.line);
          break;
        case 'interrupt':
          this.#shell.state.lastStatus = 130;
          this.#prompt('');
          break;
        case 'eof':
          this.#submit('exit', true);
          break;
        case 'leave':
          this.#options.onLeave?.();
          break;
        case 'complete':
          this.#completing = true;
          this.#complete(effect.text, effect.cursor, effect.times)
            .catch(() => this.#options.write('\x07'))
            .finally(() => this.#completed());
          break;
      }
    }
  }

  #submit(line: string, typed = false): void {
    if (typed) this.#options.write(`${line}\r\n`);
    this.#run(line, '').catch(() => undefined);
  }

  async #run(given: string, draft: string): Promise<CommandResult> {
    const line = expandHistory(given, this.#shell.state.history);
    if (typeof line !== 'string') {
      this.#output(`bash: ${line.missing}: event not found\n`);
      this.#prompt(draft);
      return { output: '', exit: 1 };
    }
    if (line !== given) this.#output(`${line}\n`);
    const controller = new AbortController();
    this.#running = controller;
    this.#column = 0;
    remember(this.#shell.state.history, line);
    this.#options.onCommand?.({ line, exit: undefined });
    const exit = await this.#runLine(line, controller.signal);
    const output = (this.#captured ?? []).join('');
    this.#captured = undefined;
    this.#options.onCommand?.({ line, exit });
    this.#running = undefined;
    if (this.#column > 0) this.#options.write('\r\n');
    this.#prompt(draft);
    const rest = this.#cooked.takeRest();
    if (rest !== '') this.input(rest.replaceAll('\n', '\r'));
    this.#next();
    return { output, exit };
  }

  async #runLine(line: string, signal: AbortSignal): Promise<number> {
    const writer = functionOutput((text) => this.#output(text), true);
    try {
      const exit = await this.#shell.run(
        line,
        { stdin: this.#cooked.input, stdout: writer, stderr: writer },
        signal,
      );
      if (this.#shell.exited !== undefined) {
        this.#shell.exited = undefined;
        if (!this.#options.onExit?.())
          this.#output('There is nowhere to log out to: this is a new shell.\n');
      }
      return exit;
    } catch (error) {
      this.#output(
        `bash: internal error: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      return 1;
    }
  }

  #output(text: string): void {
    if (text === '') return;
    this.#captured?.push(text);
    this.#column = columnAfter(this.#column, text);
    this.#options.write(text.replace(/\r?\n/g, '\r\n'));
  }

  #echo(text: string): void {
    this.#column = text.endsWith('\n') ? 0 : this.#column + text.length;
    this.#options.write(text.replaceAll('\n', '\r\n'));
  }

  #prompt(draft: string): void {
    const { state } = this.#shell;
    const notices = this.#shell.takeNotices();
    if (notices !== '') this.#options.write(notices.replaceAll('\n', '\r\n'));
    this.#options.onPrompt?.();
    const full = expandPrompt(state.variables.text('PS1') ?? '', {
      cwd: state.cwd,
      home: state.variables.text('HOME') ?? '/',
      user: state.variables.text('USER') ?? 'learner',
      host: state.variables.text('HOSTNAME') ?? 'reconcile',
      nowMs: this.#options.now?.() ?? 0,
      historyNumber: state.history.length + 1,
    });
    const { columns } = this.#editor;
    this.#editor = {
      ...createEditor(full, columns, [...state.history]),
      text: draft,
      cursor: draft.length,
    };
    this.#options.write(drawEditor(this.#editor));
  }

  #completed(): void {
    this.#completing = false;
    for (const key of this.#held.splice(0)) this.#key(key);
  }

  async #complete(text: string, cursor: number, times: number): Promise<void> {
    const completion = await complete(this.#shell, text.slice(0, cursor), this.#options.complete);
    if (this.busy) return;
    const choice = chooseOnTab(completion);
    const word = text.slice(completion.from, cursor);
    if (choice !== undefined && (choice.isOnly || choice.insert.length > word.length)) {
      const step = replaceWord(this.#editor, completion.from, choice.insert);
      this.#editor = { ...step.state, tabs: 0 };
      this.#apply(step.effects);
      return;
    }
    if (choice === undefined || times < 2) return this.#options.write('\x07');
    const list = choice.list(this.#editor.columns).replaceAll('\n', '\r\n');
    this.#options.write(belowEditor(this.#editor) + list + drawEditor(this.#editor));
  }
}

/** Joins a shell and a screen; call `start` to see the prompt. */
export function createTerminalSession(options: TerminalOptions): TerminalSession {
  return new Session(options);
}
