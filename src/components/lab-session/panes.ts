/** The terminals of the bench, up to two: one watches while the other acts. */
import { type CellResult, Pane, type UseLab } from './pane.ts';

const mostPanes = 2;

/** What the page draws of them. */
export interface PanesView {
  /** Keys of the terminals, from left to right. */
  readonly panes: readonly number[];
  /** The one used last: cells type into it. */
  readonly active: number;
  /** The command of a cell that waits because every terminal is busy; "" for none. */
  readonly waiting: string;
  /** Grows each time the keyboard should go to the active one. */
  readonly focusWish: number;
}

export const firstPanes: PanesView = { panes: [1], active: 1, waiting: '', focusWish: 0 };

interface Waiting {
  readonly command: string;
  readonly run: (pane: Pane) => void;
  readonly drop: () => void;
}

/** What a cell is told when its bench goes before its turn came. */
const interrupted: CellResult = { output: '', exit: 130, elapsedMs: 0 };

export class Panes {
  readonly #use: UseLab;
  readonly #show: (view: PanesView) => void;
  #all: readonly Pane[];
  #active: Pane;
  #made = 0;
  #waiting: readonly Waiting[] = [];
  /** Who gets the keyboard's focus once it is on screen. */
  #wish: number | undefined;
  #wishes = 0;
  #view: PanesView = firstPanes;

  constructor(use: UseLab, show: (view: PanesView) => void) {
    this.#use = use;
    this.#show = show;
    this.#active = this.#make();
    this.#all = [this.#active];
  }

  get all(): readonly Pane[] {
    return this.#all;
  }

  get active(): Pane {
    return this.#active;
  }

  get(key: number): Pane | undefined {
    return this.#all.find((pane) => pane.key === key);
  }

  /** Opens a second terminal; undefined when it is there already. */
  split(): Pane | undefined {
    if (this.#all.length >= mostPanes) return undefined;
    const pane = this.#make();
    this.#all = [...this.#all, pane];
    this.focus(pane.key);
    this.proceed();
    return pane;
  }

  /** Closes one of two; the last one stays. */
  close(key: number): void {
    const pane = this.get(key);
    const rest = this.#all.filter((each) => each !== pane);
    const [next] = rest;
    if (!pane || !next) return;
    void pane.close();
    this.#all = rest;
    this.focus(next.key);
  }

  /** Cells type here from now on. */
  activate(key: number): void {
    const pane = this.get(key);
    if (!pane || pane === this.#active) return;
    this.#active = pane;
    this.#changed();
  }

  /** The same, and the keyboard goes with it. */
  focus(key: number): void {
    this.#wish = key;
    this.#wishes += 1;
    this.#active = this.get(key) ?? this.#active;
    this.#changed();
  }

  /** The keyboard goes to the other terminal, where there is one. */
  focusOther(): void {
    const other = this.#all.find((pane) => pane !== this.#active);
    if (other) this.focus(other.key);
  }

  /** True once after each `focus`: the screen takes the keyboard. */
  grantFocus(key: number): boolean {
    if (this.#wish !== key) return false;
    this.#wish = undefined;
    return true;
  }

  /** A terminal whose prompt is free, the active one if it can be. */
  free(): Pane | undefined {
    return [this.#active, ...this.#all].find((pane) => !pane.busy);
  }

  /** Whether a command can be typed somewhere, if need be in a terminal not there yet. */
  get canType(): boolean {
    return this.#all.length < mostPanes || this.free() !== undefined;
  }

  /** Runs a command where the prompt is free; waits when none is. */
  run(command: string): Promise<CellResult> {
    return new Promise((resolve, reject) => {
      const run = (pane: Pane): void => {
        pane
          .run(command)
          .then(resolve, reject)
          .finally(() => this.proceed());
      };
      const drop = (): void => resolve(interrupted);
      this.#waiting = [...this.#waiting, { command, run, drop }];
      this.proceed();
    });
  }

  /** A prompt may have come free. */
  proceed(): void {
    let before: readonly Waiting[] | undefined;
    while (this.#waiting !== before) {
      before = this.#waiting;
      const [next, ...rest] = before;
      const pane = this.free();
      if (!next || !pane) break;
      this.#waiting = rest;
      next.run(pane);
    }
    this.#changed();
  }

  /** Every shell goes with its cluster; what waited does not run in the next. */
  reset(): void {
    const dropped = this.#waiting;
    this.#waiting = [];
    for (const pane of this.#all) pane.reset();
    for (const { drop } of dropped) drop();
    this.#changed();
  }

  #make(): Pane {
    this.#made += 1;
    const key = this.#made;
    return new Pane(key, this.#use, () => this.close(key));
  }

  #changed(): void {
    const old = this.#view;
    const keys = this.#all.map(({ key }) => key);
    const view: PanesView = {
      panes: keys.join() === old.panes.join() ? old.panes : keys,
      active: this.#active.key,
      waiting: this.#waiting[0]?.command ?? '',
      focusWish: this.#wishes,
    };
    const still =
      view.panes === old.panes &&
      view.active === old.active &&
      view.waiting === old.waiting &&
      view.focusWish === old.focusWish;
    this.#view = view;
    if (!still) this.#show(view);
  }
}
