/** `kill`. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { Killed } from '../execute/flow.ts';
import type { Builtin } from './builtin.ts';

const signals: Readonly<Record<string, number>> = {
  EXIT: 0,
  HUP: 1,
  INT: 2,
  QUIT: 3,
  KILL: 9,
  USR1: 10,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
};

function signalNumber(word: string): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  return signals[word.toUpperCase().replace(/^SIG/, '')];
}

async function killOne(word: string, signal: number, x: Execution): Promise<number> {
  const job = x.state.jobs.find(word);
  if (job === undefined) {
    const known = x.state.jobs.endedStatus(Number(word)) !== undefined;
    if (word.startsWith('%')) await complain(x, `kill: ${word}: no such job`);
    else if (/^-?\d+$/.test(word) || known) await complain(x, `kill: (${word}) - No such process`);
    else await complain(x, `kill: ${word}: arguments must be process or job IDs`);
    return 1;
  }
  if (signal === 0 || signal === signals['CONT']) return 0;
  if (signal === signals['STOP'] || signal === signals['TSTP']) {
    await complain(x, 'kill: this shell cannot stop a job, only end it');
    return 1;
  }
  job.controller.abort(new Killed(128 + signal));
  return 0;
}

/** Ends jobs: `kill %1`, `kill -9 123`, `kill -l`. */
export const kill: Builtin = async (args, x) => {
  let words = [...args];
  let signal = 15;
  const [first = ''] = words;
  if (first === '-l' || first === '-L') {
    await stdout(x).write(`${Object.keys(signals).slice(1).join(' ')}\n`);
    return 0;
  }
  if (/^-./.test(first) && first !== '--') {
    const name = first === '-s' || first === '-n' ? (words[1] ?? '') : first.slice(1);
    words = words.slice(first === '-s' || first === '-n' ? 2 : 1);
    const number = signalNumber(name);
    if (number === undefined) {
      await complain(x, `kill: ${name}: invalid signal specification`);
      return 1;
    }
    signal = number;
  }
  words = words.filter((word) => word !== '--');
  if (words.length === 0) {
    await stderr(x).write(
      'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
    );
    return 2;
  }
  let status = 0;
  for (const word of words) status = (await killOne(word, signal, x)) || status;
  await x.host.clock.yield();
  return status;
};
