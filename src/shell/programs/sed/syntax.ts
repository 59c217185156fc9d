/** What a sed script is made of. */

/** A line number, `$`, `/regex/`, or `first~step`. */
export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly regex: RegExp | undefined }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'plus'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

/** One command with its addresses. */
export interface SedCommand {
  readonly name: string;
  readonly from: Address | undefined;
  readonly to: Address | undefined;
  readonly negated: boolean;
  /** a, i, c: the text. r, w: the file. b, t, T, ':': the label. q, Q: the status. */
  readonly text: string;
  /** s. */
  readonly regex?: RegExp | undefined;
  readonly replacement?: readonly ReplacementPart[];
  readonly occurrence?: number;
  readonly global?: boolean;
  readonly print?: boolean;
  readonly file?: string | undefined;
  /** y. */
  readonly map?: ReadonlyMap<string, string>;
  /** `{`: where the block ends; b, t, T: where to go. Set when all is read. */
  target: number;
}

/** Literal text, a group, or a change of case. */
export type ReplacementPart =
  | { readonly text: string }
  | { readonly group: number }
  | { readonly turn: 'U' | 'L' | 'u' | 'l' | 'E' };
