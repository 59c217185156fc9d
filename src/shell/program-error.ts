/** How a program gives up: the shell says `name: message` and takes the status. */
export class ProgramError extends Error {
  override name = 'ProgramError';
  readonly status: number;

  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}
