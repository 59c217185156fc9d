/** How true a command or a flag is: what it declares, and what was compared with the real kubectl. */
import type { Command } from './command.ts';
import type { Flag } from './flags.ts';
import proven from './generated/proven.json' with { type: 'json' };

export type FidelityLabel = 'exact' | 'simplified' | 'not simulated' | 'not compared';

export interface Fidelity {
  readonly label: FidelityLabel;
  /** What is less, in a sentence; "" where there is nothing to say. */
  readonly why: string;
}

/** Lines of recordings that used a part, and how many came out as recorded. */
export interface Proof {
  readonly lines: number;
  readonly equal: number;
}

/** What the last run of `npm run fidelity -- --report` found, by `get` and `get --output`. */
export const proofs: Readonly<Record<string, Proof>> = proven.parts;

/** The version of the kubectl that was compared with. */
export const comparedWith: string = proven.kubernetes;

type Declared = Pick<Command, 'simplified'> & Pick<Flag, 'notSimulated'>;

/** Exact is only what was compared and never differed. */
export function fidelityOf(part: Declared, proof: Proof | undefined): Fidelity {
  if (part.notSimulated) return { label: 'not simulated', why: part.notSimulated };
  if (part.simplified) return { label: 'simplified', why: part.simplified };
  if (!proof) return { label: 'not compared', why: '' };
  if (proof.equal === proof.lines) return { label: 'exact', why: '' };
  const differing = proof.lines - proof.equal;
  return { label: 'simplified', why: `${differing} of ${proof.lines} compared lines differ.` };
}
