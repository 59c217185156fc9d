/** `set -e`, `set -o pipefail`, `shopt -s dotglob`: names and letters of options. */
import type { ShellState } from './state.ts';

/** Letter ⇒ name, as `set` takes them. */
export const optionsByLetter: Readonly<Record<string, string>> = {
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
  k: 'keyword',
  p: 'privileged',
  t: 'onecmd',
  T: 'functrace',
};

/** Every name `set -o` knows. */
export const setOptions: readonly string[] = [
  ...Object.values(optionsByLetter),
  'pipefail',
  'posix',
  'emacs',
  'vi',
  'history',
  'ignoreeof',
  'nolog',
  'interactive-comments',
].sort();

/** Names `shopt` knows. */
export const shoptOptions: readonly string[] = (
  'autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist ' +
  'compat31 compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand ' +
  'dirspell dotglob execfail expand_aliases extdebug extglob extquote failglob force_fignore ' +
  'globasciiranges globskipdots globstar gnu_errfmt histappend histreedit histverify hostcomplete ' +
  'huponexit inherit_errexit interactive_comments lastpipe lithist localvar_inherit ' +
  'localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation ' +
  'nullglob patsub_replacement progcomp progcomp_alias promptvars restricted_shell shift_verbose ' +
  'sourcepath varredir_close xpg_echo'
).split(' ');

/** Options that are on when a shell starts. */
const scriptOptions = (
  'braceexpand hashall interactive-comments checkwinsize cmdhist complete_fullquote ' +
  'extquote force_fignore globasciiranges globskipdots hostcomplete interactive_comments ' +
  'patsub_replacement progcomp promptvars sourcepath'
).split(' ');

/** What a person's shell starts with. */
export const initialOptions: readonly string[] = [
  ...scriptOptions,
  'expand_aliases',
  'history',
  'monitor',
];

/** What a script starts with. */
export const initialScriptOptions: readonly string[] = scriptOptions;

/** Turns an option on or off by letter or name; false when there is none such. */
export function setOption(state: ShellState, option: string, on: boolean): boolean {
  const name = option.length === 1 ? optionsByLetter[option] : option;
  if (name === undefined || !setOptions.includes(name)) return false;
  if (on && (name === 'vi' || name === 'emacs'))
    state.options.delete(name === 'vi' ? 'emacs' : 'vi');
  if (on) state.options.add(name);
  else state.options.delete(name);
  return true;
}
