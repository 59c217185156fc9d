/** Commands that the real kubectl answers differently here, and why: the score's fine print. */
import known from './known-differences.json' with { type: 'json' };

export interface KnownDifference {
  /** The recording's name, without its ending. */
  readonly recording: string;
  readonly command: string;
  readonly reason: string;
}

export const knownDifferences: readonly KnownDifference[] = known;

/** Why a command of a recording is known to differ; undefined when it isn't. */
export const reasonFor = (recording: string, command: string): string | undefined =>
  knownDifferences.find((one) => one.recording === recording && one.command === command)?.reason;
