/** The note under a command's help: how true it is here. */
import type { Command } from './command.ts';
import { comparedWith, fidelityOf, proofs } from './fidelity-label.ts';
import type { Flag } from './flags.ts';

const count = (lines: number): string => (lines === 1 ? '1 line' : `${lines} lines`);

function ownLine(part: string, command: Command): string {
  const proof = proofs[part];
  const { label, why } = fidelityOf(command, proof);
  if (label === 'exact' && proof)
    return `exact: ${count(proof.lines)} with it printed what kubectl ${comparedWith} prints.`;
  return label === 'not compared'
    ? 'not compared yet with the real one, line by line.'
    : `${label}. ${why}`;
}

function flagLines(part: string, flags: readonly Flag[]): readonly string[] {
  return flags.flatMap((flag) => {
    const { label, why } = fidelityOf(flag, proofs[`${part} --${flag.name}`]);
    return flag.hidden || label === 'exact' || label === 'not compared'
      ? []
      : [`--${flag.name} is ${label}: ${why}`];
  });
}

/** Set apart from kubectl's own words by a rule. */
export function fidelityNote(path: string, command: Command): string {
  const part = path.replace(/^kubectl /, '');
  // A family has nothing to say of itself: its commands do.
  if (command.commands?.length && !command.flags?.length) return '';
  const lines = [
    `Here, kubectl ${part} is ${ownLine(part, command)}`,
    ...flagLines(part, command.flags ?? []),
  ];
  return `\n--\n${lines.join('\n')}\n`;
}
