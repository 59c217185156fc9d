/** `whoami`, `id`, `hostname`, `uname`. */
import type { Program } from '../program.ts';

/** The learner. */
export const whoami: Program = async (context) => {
  await context.stdout.write(`${context.env['USER'] ?? 'learner'}\n`);
  return 0;
};

/** The learner's numbers. */
export const id: Program = async (context) => {
  const flags = context.args.join('');
  const text = flags.includes('u')
    ? flags.includes('n')
      ? 'learner'
      : '1000'
    : 'uid=1000(learner) gid=1000(learner) groups=1000(learner)';
  await context.stdout.write(`${text}\n`);
  return 0;
};

/** The machine that isn't one. */
export const hostname: Program = async (context) => {
  await context.stdout.write('reconcile\n');
  return 0;
};

/** What scripts ask to know where they are. */
export const uname: Program = async (context) => {
  const all = 'Linux reconcile 6.1.0 #1 SMP x86_64 GNU/Linux';
  const parts: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: 'reconcile',
    r: '6.1.0',
    v: '#1 SMP',
    m: 'x86_64',
    o: 'GNU/Linux',
  };
  const letters = context.args.join('').replaceAll('-', '');
  const shown = letters === '' ? ['Linux'] : [...letters].map((letter) => parts[letter] ?? '');
  await context.stdout.write(`${letters.includes('a') ? all : shown.join(' ')}\n`);
  return 0;
};
