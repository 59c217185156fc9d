/** A patch that can't be applied: malformed (400) or not fitting the object (422). */
export class PatchError extends Error {
  override name = 'PatchError';
  readonly isBadRequest: boolean;

  constructor(message: string, isBadRequest: boolean) {
    super(message);
    this.isBadRequest = isBadRequest;
  }
}
