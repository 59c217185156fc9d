/** Replays a recording in a fresh lab and says which commands came out equal. */
import type { Lab } from './create-lab.ts';
import { direct } from './directive.ts';
import { normalise } from './normalise.ts';
import type { RunStep, Transcript } from './transcript.ts';

/** One command of a recording: what it should print, what it printed. */
export interface ReplayedCommand {
  readonly command: string;
  readonly line: number;
  readonly equal: boolean;
  readonly expected: string;
  readonly actual: string;
  /** Both outputs to the letter, nothing masked. */
  readonly raw: { readonly expected: string; readonly actual: string };
  readonly expectedExit: number;
  readonly exit: number;
}

/** Recordings keep no blank lines at the end of an output, and end it in one newline. */
const asRecorded = (output: string): string => (output.trim() ? output.replace(/\n*$/, '\n') : '');

/** What a command takes that doesn't wait: real ones take about as long, and loops act meanwhile. */
export const commandMs = 100;

/** Says whether what a command printed is what was recorded; `exact`: to the letter, nothing masked. */
export function compareStep(
  step: RunStep,
  output: string,
  exit: number,
  exact: boolean,
): ReplayedCommand {
  const seen = (text: string): string => (exact ? text : normalise(step.command, text));
  const shown = asRecorded(output);
  return {
    command: step.command,
    line: step.line,
    equal: exit === step.exit && seen(shown) === seen(step.output),
    expected: seen(step.output),
    actual: seen(shown),
    raw: { expected: step.output, actual: shown },
    expectedExit: step.exit,
    exit,
  };
}

async function runStep(lab: Lab, step: RunStep, exact: boolean): Promise<ReplayedCommand> {
  const { output, exit } = await lab.run(step.command);
  await lab.advance(commandMs);
  return compareStep(step, output, exit, exact);
}

/** Runs every step; recordings tagged `shell` compare exactly, the others by `normalise`. */
export async function replayTranscript(
  lab: Lab,
  transcript: Transcript,
): Promise<readonly ReplayedCommand[]> {
  const exact = transcript.tags.includes('shell');
  const commands: ReplayedCommand[] = [];
  for (const step of transcript.steps) {
    if (step.kind === 'run') commands.push(await runStep(lab, step, exact));
    else await direct(lab, step);
  }
  return commands;
}
