/** `history`. */
import { complain, stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Lists the lines that were typed; `-c` forgets them, `-d N` one of them, N shows the last N. */
export const history: Builtin = async ([first, second], x) => {
  const lines = x.state.history;
  if (first === '-c') {
    lines.length = 0;
    return 0;
  }
  if (first === '-d') {
    const at = Number(second);
    if (!Number.isInteger(at) || at < 1 || at > lines.length) {
      await complain(x, `history: ${second ?? ''}: history position out of range`);
      return 1;
    }
    lines.splice(at - 1, 1);
    return 0;
  }
  if (first !== undefined && !/^\d+$/.test(first)) {
    await complain(x, `history: ${first}: numeric argument required`);
    return 1;
  }
  const from = first === undefined ? 0 : Math.max(0, lines.length - Number(first));
  const text = lines
    .slice(from)
    .map((line, at) => `${String(from + at + 1).padStart(5)}  ${line}\n`);
  await stdout(x).write(text.join(''));
  return 0;
};
