/** A patch that can't be applied, with the status it answers with. */

/** 400 malformed, 413 too large, 422 not fitting the object, 500 where upstream has no better word. */
export type PatchErrorCode = 400 | 413 | 422 | 500;

export class PatchError extends Error {
  override name = 'PatchError';
  readonly code: PatchErrorCode;

  constructor(message: string, code: PatchErrorCode) {
    super(message);
    this.code = code;
  }
}
