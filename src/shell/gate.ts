/** What holds a stopped job: nothing of it goes on until it is continued. */

/** Open at first. */
export class Gate {
  #opening: Promise<void> | undefined;
  #open: (() => void) | undefined;

  /** Whether the job is stopped. */
  get closed(): boolean {
    return this.#opening !== undefined;
  }

  close(): void {
    this.#opening ??= new Promise((open) => {
      this.#open = open;
    });
  }

  open(): void {
    this.#open?.();
    this.#opening = undefined;
    this.#open = undefined;
  }

  /** Undefined when the way is free. */
  pass(): Promise<void> | undefined {
    return this.#opening;
  }
}
