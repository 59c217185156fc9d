/** A text that is not in the language it should be in: a selector, a quantity, a duration. */

/** Thrown by the parsers of this floor; the message is upstream's and ready to be shown. */
export class ParseError extends Error {
  override name = 'ParseError';
}
