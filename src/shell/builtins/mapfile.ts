/** `mapfile -t lines < file`. */
import { complain, type Execution, stderr, stdin } from '../execute/execution.ts';
import { quoteAlways } from '../expand/quote.ts';
import { asInput } from '../streams/input.ts';
import { isName } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { readFlags } from './flags.ts';

const usage =
  'mapfile: usage: mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]\n';

/** Reads lines into an array; `-t` without what ends them. */
export const mapfile: Builtin = async (args, x) => {
  const { flags, operands, wrong } = readFlags(args, 'td:n:O:s:u:C:c:');
  if (wrong !== undefined) {
    await complain(x, `mapfile: ${wrong}`);
    await stderr(x).write(usage);
    return 2;
  }
  const name = operands[0] ?? 'MAPFILE';
  if (!isName(name)) {
    await complain(x, `mapfile: \`${name}': not a valid identifier`);
    return 1;
  }
  const lines = await readLines(flags, x);
  const variable = x.state.variables.ensure(name);
  const origin = Number(flags.get('O') ?? 0);
  const kept = flags.has('O') ? variable.items : undefined;
  variable.value = undefined;
  variable.items = new Map(kept);
  for (const [at, line] of lines.entries()) {
    const callback = flags.get('C');
    if (callback !== undefined && (at + 1) % Number(flags.get('c') ?? 5000) === 0)
      await x.host.machine.runText(`${callback} ${origin + at} ${quoteAlways(line)}`, x);
    variable.items.set(origin + at, line);
  }
  return 0;
};

async function readLines(flags: ReadonlyMap<string, string>, x: Execution): Promise<string[]> {
  const descriptor = flags.get('u');
  const source = descriptor === undefined ? stdin(x) : x.io.get(Number(descriptor))?.reader;
  if (source === undefined) return [];
  const input = asInput(source);
  const ending = flags.get('d');
  const delimiter = ending === undefined ? '\n' : ending.slice(0, 1) || '\0';
  const limit = Number(flags.get('n') ?? 0) || Number.POSITIVE_INFINITY;
  const skipped = Number(flags.get('s') ?? 0);
  const lines: string[] = [];
  for (let at = 0; lines.length < limit; at += 1) {
    const line = await input.readLine(delimiter, x.signal);
    if (line === undefined) break;
    if (at < skipped) continue;
    lines.push(flags.has('t') && line.endsWith(delimiter) ? line.slice(0, -1) : line);
  }
  return lines;
}
