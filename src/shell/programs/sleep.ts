/** `sleep`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "1.5m" ⇒ 90000 ms; undefined when it is no interval. */
export function parseInterval(text: string): number | undefined {
  if (text === 'infinity' || text === 'inf') return 2 ** 50;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * (units[match[2] || 's'] ?? 1000);
}

/** Lets virtual time pass. */
export const sleep: Program = async (context) => {
  const help = "\nTry 'sleep --help' for more information.";
  if (context.args.length === 0) throw new ProgramError(`missing operand${help}`);
  let total = 0;
  for (const arg of context.args) {
    const ms = parseInterval(arg);
    if (ms === undefined) {
      if (/^-./.test(arg)) throw new ProgramError(`invalid option -- '${arg[1] ?? ''}'${help}`);
      throw new ProgramError(`invalid time interval ‘${arg}’${help}`);
    }
    total += ms;
  }
  await context.clock.sleep(total, context.signal);
  return 0;
};
