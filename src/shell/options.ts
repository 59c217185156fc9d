/** `set -e`, `set -o pipefail`, `shopt -s dotglob`: names and letters of options. */
import type { ShellState } from './state.ts';

/** Letter ⇒ name, as `set` takes them. */
const letters: Readonly<Record<string, string>> = {
  a: 'allexport',
  b: 'notify',
  e: 'errexit',
  f: 'noglob',
  h: 'hashall',
  m: 'monitor',
  n: 'noexec',
  u: 'nounset',
  v: 'verbose',
  x: 'xtrace',
  B: 'braceexpand',
  C: 'noclobber',
  E: 'errtrace',
  H: 'histexpand',
  P: 'physical',
  T: 'functrace',
};

/** Every name `set -o` knows. */
export const setOptions: readonly string[] = [
  ...Object.values(letters),
  'pipefail',
  'posix',
  'emacs',
  'vi',
  'history',
  'ignoreeof',
  'nolog',
  'privileged',
  'keyword',
  'onecmd',
  'interactive-comments',
].sort();

/** Names `shopt` knows. */
export const shoptOptions: readonly string[] = [
  'dotglob',
  'expand_aliases',
  'extglob',
  'failglob',
  'globstar',
  'nocasematch',
  'nocaseglob',
  'nullglob',
  'lastpipe',
  'inherit_errexit',
  'histappend',
  'checkwinsize',
  'cmdhist',
  'sourcepath',
  'promptvars',
  'autocd',
];

/** Turns an option on or off by letter or name; false when there is none such. */
export function setOption(state: ShellState, option: string, on: boolean): boolean {
  const name = option.length === 1 ? letters[option] : option;
  if (name === undefined || !setOptions.includes(name)) return false;
  if (on) state.options.add(name);
  else state.options.delete(name);
  return true;
}
