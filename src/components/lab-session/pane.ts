/** One terminal of the bench, as the page has it: a screen here, a shell in the worker. */
import { proxy, type Remote } from 'comlink';
import type { LabApi } from '#lab/lab.ts';
import { type Deferred, defer } from './deferred.ts';

/** What a command printed, with what exit status and when. */
export type CellResult = Awaited<ReturnType<LabApi['runCell']>>;

/** The terminal on screen, as the session needs it. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Whether a command runs in it. */
  readonly busy: boolean;
  write(text: string): void;
  clear(): void;
}

/** Does something with the lab as soon as it is ready. */
export type UseLab = <T>(act: (api: Remote<LabApi>) => Promise<T>) => Promise<T>;

export class Pane {
  readonly key: number;
  readonly #use: UseLab;
  readonly #exited: () => void;
  #id: Deferred<number> = defer();
  #screen: Screen | undefined;
  #opening = false;
  #cells = 0;

  constructor(key: number, use: UseLab, exited: () => void) {
    this.key = key;
    this.#use = use;
    this.#exited = exited;
  }

  /** Whether a command typed now would have to wait. */
  get busy(): boolean {
    return this.#cells > 0 || (this.#screen?.busy ?? false);
  }

  connect(screen: Screen): void {
    this.#screen = screen;
  }

  /** Begins a shell for the screen, when there is one and it has none. */
  async open(api: Remote<LabApi>): Promise<void> {
    const screen = this.#screen;
    if (!screen || this.#opening || this.#id.settled) return;
    this.#opening = true;
    const id = this.#id;
    const write = proxy((text: string) => screen.write(text));
    const exited = proxy(() => this.#exited());
    try {
      id.resolve(await api.openTerminal(write, screen.columns, screen.rows, exited));
    } finally {
      this.#opening = false;
    }
  }

  /** The cluster goes, and the shell with it. */
  reset(): void {
    if (this.#id.settled) this.#id = defer();
    this.#screen?.clear();
  }

  /** Ends the shell. */
  async close(): Promise<void> {
    if (!this.#id.settled) return;
    const id = await this.#id.promise;
    await this.#use((api) => api.closeTerminal(id));
  }

  /** Keys and pastes, as the screen gives them. */
  async input(data: string): Promise<void> {
    const id = await this.#id.promise;
    await this.#use((api) => api.input(id, data));
  }

  /** Tells the lab the screen's new size. */
  async resize(): Promise<void> {
    const screen = this.#screen;
    if (!screen || !this.#id.settled) return;
    const id = await this.#id.promise;
    await this.#use((api) => api.resize(id, screen.columns, screen.rows));
  }

  /** Types a command visibly, runs it, and gives what it printed. */
  async run(command: string): Promise<CellResult> {
    this.#cells += 1;
    try {
      const id = await this.#id.promise;
      return await this.#use((api) => api.runCell(id, command));
    } finally {
      this.#cells -= 1;
    }
  }
}
