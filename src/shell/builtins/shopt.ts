/** `shopt -s nullglob`. */
import { complain, type Execution, stderr, stdout } from '../execute/execution.ts';
import { setOption, setOptions, shoptOptions } from '../options.ts';
import type { Builtin } from './builtin.ts';
import { readFlags } from './flags.ts';

function shown(name: string, on: boolean, flags: ReadonlyMap<string, string>): string {
  if (flags.has('p')) {
    return flags.has('o')
      ? `set ${on ? '-' : '+'}o ${name}\n`
      : `shopt ${on ? '-s' : '-u'} ${name}\n`;
  }
  return `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`;
}

/** Without names: all, or with `-s` or `-u` those that are so. */
async function list(flags: ReadonlyMap<string, string>, x: Execution): Promise<number> {
  const { options } = x.state;
  const names = (flags.has('o') ? setOptions : shoptOptions).filter((name) => {
    if (flags.has('s')) return options.has(name);
    return !(flags.has('u') && options.has(name));
  });
  const lines = names.map((name) => shown(name, options.has(name), flags));
  await stdout(x).write(lines.join(''));
  return 0;
}

/** Turns the shell's own options on and off; `-o` those of `set`. */
export const shopt: Builtin = async (args, x) => {
  const { flags, operands, wrong } = readFlags(args, 'supqo');
  if (wrong !== undefined) {
    await complain(x, `shopt: ${wrong}`);
    await stderr(x).write('shopt: usage: shopt [-pqsu] [-o] [optname ...]\n');
    return 2;
  }
  if (operands.length === 0) return list(flags, x);
  const known = flags.has('o') ? setOptions : shoptOptions;
  let status = 0;
  for (const name of operands) {
    if (!known.includes(name)) {
      const kind = flags.has('o') ? 'option' : 'shell option';
      await complain(x, `shopt: ${name}: invalid ${kind} name`);
      status = 1;
    } else if (flags.has('s') || flags.has('u')) {
      if (flags.has('o')) setOption(x.state, name, flags.has('s'));
      else if (flags.has('s')) x.state.options.add(name);
      else x.state.options.delete(name);
    } else {
      const on = x.state.options.has(name);
      if (!on) status = 1;
      if (!flags.has('q')) await stdout(x).write(shown(name, on, flags));
    }
  }
  return status;
};
