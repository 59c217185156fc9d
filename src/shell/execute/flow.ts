/** How `break`, `return`, `exit` and fatal errors leave the command they stand in. */

/** `break 2` and `continue 2`. */
export class LoopJump extends Error {
  override name = 'LoopJump';
  readonly kind: 'break' | 'continue';
  levels: number;

  constructor(kind: 'break' | 'continue', levels: number) {
    super(kind);
    this.kind = kind;
    this.levels = levels;
  }
}

/** `return 3`. */
export class ReturnJump extends Error {
  override name = 'ReturnJump';
  readonly status: number;

  constructor(status: number) {
    super('return');
    this.status = status;
  }
}

/** `exit 3`, `set -e`. */
export class ExitJump extends Error {
  override name = 'ExitJump';
  readonly status: number;

  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}

/** An expansion that can't be: `${x:?}`, division by zero. Ends the line at a prompt, a script otherwise. */
export class ExpansionError extends Error {
  override name = 'ExpansionError';
  /** What a script that dies of it exits with. */
  readonly scriptStatus: number;

  /** Arithmetic and subscripts: a script goes on with its next line. */
  get endsLineOnly(): boolean {
    return / \(error token is |bad array subscript$/.test(this.message);
  }

  constructor(message: string, scriptStatus = 1) {
    super(message);
    this.scriptStatus = scriptStatus;
  }
}

/** Why a job's signal was aborted: Ctrl-C (130), kill (143), a timeout (124). */
export class Killed extends Error {
  override name = 'Killed';
  readonly status: number;

  constructor(status: number) {
    super(`killed with status ${status}`);
    this.status = status;
  }
}

/** The exit status that an aborted signal stands for. */
export function statusOfAbort(reason: unknown): number {
  if (reason instanceof Killed) return reason.status;
  return reason instanceof Error && reason.name === 'BrokenPipeError' ? 141 : 130;
}
