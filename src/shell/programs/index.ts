/** Every program the shell brings: adding one means adding a file and its line here. */
import type { Program } from '../program.ts';
import { awk } from './awk/index.ts';
import { base64 } from './base64.ts';
import { basename, dirname } from './basename.ts';
import { cat } from './cat.ts';
import { chmod } from './chmod.ts';
import { clear } from './clear.ts';
import { column } from './column.ts';
import { comm } from './comm.ts';
import { cp } from './cp.ts';
import { cut } from './cut.ts';
import { date } from './date.ts';
import { diff } from './diff.ts';
import { env, printenv } from './env.ts';
import { expr } from './expr.ts';
import { find } from './find.ts';
import { fold } from './fold.ts';
import { grep } from './grep.ts';
import { head } from './head.ts';
import { hostname, id, uname, whoami } from './identity.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { man } from './man.ts';
import { mkdir } from './mkdir.ts';
import { mktemp } from './mktemp.ts';
import { mv } from './mv.ts';
import { nano } from './nano.ts';
import { nl } from './nl.ts';
import { paste } from './paste.ts';
import { ps } from './ps.ts';
import { realpath } from './realpath.ts';
import { rev } from './rev.ts';
import { rm, rmdir } from './rm.ts';
import { sed } from './sed/index.ts';
import { seq } from './seq.ts';
import { sleep } from './sleep.ts';
import { sort } from './sort.ts';
import { stat } from './stat.ts';
import { tac } from './tac.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { timeout } from './timeout.ts';
import { touch } from './touch.ts';
import { tr } from './tr.ts';
import { tree } from './tree.ts';
import { uniq } from './uniq.ts';
import { watch } from './watch.ts';
import { wc } from './wc.ts';
import { which } from './which.ts';
import { xargs } from './xargs.ts';
import { yes } from './yes.ts';

/** Name ⇒ program. */
export const corePrograms: Readonly<Record<string, Program>> = {
  awk,
  base64,
  basename,
  cat,
  chmod,
  clear,
  column,
  comm,
  cp,
  cut,
  date,
  diff,
  dirname,
  egrep: grep,
  env,
  expr,
  fgrep: grep,
  find,
  fold,
  grep,
  head,
  hostname,
  id,
  less: cat,
  ln,
  ls,
  man,
  mawk: awk,
  mkdir,
  mktemp,
  more: cat,
  mv,
  nano,
  nl,
  paste,
  printenv,
  ps,
  realpath,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  sleep,
  sort,
  stat,
  tac,
  tail,
  tee,
  timeout,
  touch,
  tr,
  tree,
  uname,
  uniq,
  vi: nano,
  vim: nano,
  watch,
  wc,
  which,
  whoami,
  xargs,
  yes,
};
