/** Who can be sent a signal by its number: shells and jobs that run now. */

/** Takes a signal. */
export type Receiver = (signal: number) => void;

/** Process ids and who hears them, for all shells of one terminal. */
export class Processes {
  readonly #receivers = new Map<number, Receiver>();

  /** Gives what takes the entry away. */
  add(pid: number, receive: Receiver): () => void {
    this.#receivers.set(pid, receive);
    return () => {
      if (this.#receivers.get(pid) === receive) this.#receivers.delete(pid);
    };
  }

  /** False when there is no such process. */
  send(pid: number, signal: number): boolean {
    const receive = this.#receivers.get(pid);
    receive?.(signal);
    return receive !== undefined;
  }
}
