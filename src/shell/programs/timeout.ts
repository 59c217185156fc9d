/** `timeout`. */
import { Killed } from '../execute/flow.ts';
import { quoteAlways } from '../expand/quote.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { signalNumber } from '../signals.ts';
import { follow } from '../streams/abortable.ts';
import { parseOptions } from './options.ts';
import { canRun } from './runnable.ts';
import { parseInterval } from './sleep.ts';

/** Runs a command, and ends it when its time is up: 124. */
export const timeout: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'k:s:vpf',
    long: { 'kill-after': 'k', signal: 's', verbose: 'v', 'preserve-status': 'p', foreground: 'f' },
    stopAtOperand: true,
    errorStatus: 125,
  });
  const help = "\nTry 'timeout --help' for more information.";
  const [interval, ...words] = options.operands;
  if (interval === undefined || words.length === 0) {
    await context.stderr.write("Try 'timeout --help' for more information.\n");
    return 125;
  }
  const ms = parseInterval(interval);
  if (ms === undefined) throw new ProgramError(`invalid time interval ‘${interval}’${help}`, 125);
  const wanted = options.value('s') ?? 'TERM';
  const signal = signalNumber(wanted);
  if (signal === undefined) throw new ProgramError(`‘${wanted}’: invalid signal${help}`, 125);
  if (!(await canRun(context, words[0] ?? ''))) {
    throw new ProgramError(
      `failed to run command ‘${words[0] ?? ''}’: No such file or directory`,
      127,
    );
  }
  const { controller, release } = follow(context.signal);
  const timer = new AbortController();
  if (ms > 0) {
    context.clock.sleep(ms, timer.signal).then(
      () => controller.abort(new Killed(124)),
      () => undefined,
    );
  }
  try {
    const line = `command ${words.map(quoteAlways).join(' ')}`;
    const status = await context.run(line, { signal: controller.signal });
    const reason: unknown = controller.signal.reason;
    if (reason instanceof Killed && reason.status === 124) {
      if (signal === 9) await context.stderr.write('Killed\n');
      return options.has('p') || signal === 9 ? 128 + signal : 124;
    }
    return status;
  } finally {
    timer.abort(new Killed(0));
    release();
  }
};
