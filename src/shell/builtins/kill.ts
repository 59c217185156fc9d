/** `kill`. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { signalJob } from '../execute/job-signals.ts';
import { signalName, signalNumber, signalTable } from '../signals.ts';
import type { Builtin } from './builtin.ts';

async function killOne(word: string, signal: number, x: Execution): Promise<number> {
  const { jobs } = x.state;
  if (word.startsWith('%')) {
    const job = jobs.find(word);
    if (job === undefined) {
      await complain(x, `kill: ${word}: no such job`);
      return 1;
    }
    signalJob(job, signal);
    return 0;
  }
  if (!/^-?\d+$/.test(word)) {
    await complain(x, `kill: ${word}: arguments must be process or job IDs`);
    return 1;
  }
  if (x.host.processes.send(Math.abs(Number(word)), signal)) return 0;
  await complain(x, `kill: (${word}) - No such process`);
  return 1;
}

/** `kill -l`: all of them, or what each number or name stands for. */
async function list(words: readonly string[], x: Execution): Promise<number> {
  if (words.length === 0) {
    await stdout(x).write(signalTable());
    return 0;
  }
  let status = 0;
  for (const word of words) {
    const number = signalNumber(
      /^\d+$/.test(word) && Number(word) > 128 ? String(Number(word) - 128) : word,
    );
    const name = number === undefined ? undefined : number === 0 ? 'EXIT' : signalName(number);
    if (number === undefined || name === undefined) {
      await complain(x, `kill: ${word}: invalid signal specification`);
      status = 1;
    } else await stdout(x).write(`${/^\d+$/.test(word) ? name : number}\n`);
  }
  return status;
}

const usage =
  'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n';

/** Sends a signal to jobs and processes: `kill %1`, `kill -STOP 123`, `kill -l`. */
export const kill: Builtin = async (args, x) => {
  let words = [...args];
  let signal = 15;
  const [first = ''] = words;
  if (first === '-l' || first === '-L') return list(words.slice(1), x);
  if (/^-./.test(first) && first !== '--') {
    const separate = first === '-s' || first === '-n';
    if (separate && words[1] === undefined) {
      await complain(x, `kill: ${first}: option requires an argument`);
      await stderr(x).write(usage);
      return 1;
    }
    const name = separate ? (words[1] ?? '') : first.replace(/^-[sn]?(?=.)/, '');
    const whole = separate ? name : first.slice(1);
    words = words.slice(separate ? 2 : 1);
    const number = signalNumber(whole) ?? signalNumber(name);
    if (number === undefined) {
      await complain(x, `kill: ${whole}: invalid signal specification`);
      return 1;
    }
    signal = number;
  }
  words = words.filter((word) => word !== '--');
  if (words.length === 0) {
    await stderr(x).write(usage);
    return 2;
  }
  let status = 0;
  for (const word of words) status = (await killOne(word, signal, x)) || status;
  await x.host.clock.yield();
  return status;
};
