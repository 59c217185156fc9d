/** What the runs that compare wrote down: the data of the page "How true is it?". */

/** One kind of comparison. */
export interface FamilyReport {
  /** `kubectl`, `shell`, `http`, `differential`, `malformed` */
  readonly id: string;
  readonly title: string;
  /** What is compared with what, in a sentence. */
  readonly what: string;
  readonly lines: number;
  readonly equal: number;
  readonly differences: readonly Difference[];
  /** ISO time of the run. */
  readonly measuredAt: string;
  /** The commit it was a run of; "" when that is not known. */
  readonly commit: string;
}

export interface Difference {
  /** The recording, or what else it was found in. */
  readonly where: string;
  readonly line: string;
  readonly reason: string;
}

/** A command, or a flag of it. */
export interface PartReport {
  readonly name: string;
  readonly label: 'exact' | 'simplified' | 'not simulated' | 'not compared';
  /** What is less, where something is. */
  readonly why: string;
  /** How many compared lines used it. */
  readonly lines: number;
  readonly flags?: readonly PartReport[];
}

/** Lines that used a part, and how many came out equal. */
export interface Proof {
  readonly lines: number;
  readonly equal: number;
}

export interface FidelityReport {
  /** The version compared with: `1.35`. */
  readonly kubernetes: string;
  readonly families: readonly FamilyReport[];
  readonly parts: readonly PartReport[];
  /** By family, then by `get` and `get --output`: for the next run to keep what it does not measure itself. */
  readonly proofs: Readonly<Record<string, Readonly<Record<string, Proof>>>>;
}
