/** Every program the shell brings: adding one means adding a file and its line here. */
import type { Program } from '../program.ts';
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
import { env, printenv } from './env.ts';
import { expr } from './expr.ts';
import { fold } from './fold.ts';
import { grep } from './grep.ts';
import { head } from './head.ts';
import { hostname, id, uname, whoami } from './identity.ts';
import { later } from './later.ts';
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
import { readlink } from './readlink.ts';
import { realpath } from './realpath.ts';
import { rev } from './rev.ts';
import { rm, rmdir } from './rm.ts';
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
import { curl, dig, nc, nslookup, ping, wget } from './web.ts';
import { which } from './which.ts';
import { nice, nohup, setsid, stdbuf } from './wrappers.ts';
import { xargs } from './xargs.ts';
import { yes } from './yes.ts';

const load = later(() => import('./load/run.ts').then((module) => module.load));
const awk = later(() => import('./awk/index.ts').then((module) => module.awk));

/** Name ⇒ program. */
export const corePrograms: Readonly<Record<string, Program>> = {
  ab: load,
  arch: later(() => import('./machine-facts.ts').then(({ arch }) => arch)),
  awk,
  base32: later(() => import('./small-text.ts').then(({ base32 }) => base32)),
  base64,
  basename,
  bc: later(() => import('./bc.ts').then(({ bc }) => bc)),
  cat,
  chmod,
  cksum: later(() => import('./digest.ts').then(({ cksum }) => cksum)),
  clear,
  cmp: later(() => import('./cmp.ts').then(({ cmp }) => cmp)),
  column,
  comm,
  cp,
  curl,
  cut,
  date,
  dd: later(() => import('./file-entries.ts').then(({ dd }) => dd)),
  diff: later(() => import('./diff.ts').then(({ diff }) => diff)),
  dig,
  dirname,
  du: later(() => import('./file-entries.ts').then(({ du }) => du)),
  egrep: grep,
  env,
  expand: later(() => import('./small-text.ts').then(({ expand }) => expand)),
  expr,
  factor: later(() => import('./small-text.ts').then(({ factor }) => factor)),
  fgrep: grep,
  find: later(() => import('./find.ts').then(({ find }) => find)),
  fmt: later(() => import('./fmt.ts').then(({ fmt }) => fmt)),
  fold,
  getconf: later(() => import('./machine-facts.ts').then(({ getconf }) => getconf)),
  grep,
  groups: later(() => import('./machine-facts.ts').then(({ groups }) => groups)),
  hd: later(() => import('./dump.ts').then(({ hexdump }) => hexdump)),
  head,
  hey: load,
  hexdump: later(() => import('./dump.ts').then(({ hexdump }) => hexdump)),
  hostname,
  iconv: later(() => import('./file-entries.ts').then(({ iconv }) => iconv)),
  id,
  jq: later(() => import('./jq/run.ts').then(({ jq }) => jq)),
  install: later(() => import('./file-entries.ts').then(({ install }) => install)),
  join: later(() => import('./join.ts').then(({ join }) => join)),
  less: later(() => import('./pager/less.ts').then(({ less }) => less)),
  link: later(() => import('./file-entries.ts').then(({ link }) => link)),
  ln,
  load,
  logname: later(() => import('./machine-facts.ts').then(({ logname }) => logname)),
  ls,
  man,
  mawk: awk,
  md5sum: later(() => import('./digest.ts').then(({ checksum }) => checksum)),
  mkdir,
  mktemp,
  more: later(() => import('./pager/more.ts').then(({ more }) => more)),
  mv,
  nano,
  nc,
  nice,
  nl,
  nohup,
  nproc: later(() => import('./machine-facts.ts').then(({ nproc }) => nproc)),
  nslookup,
  numfmt: later(() => import('./numfmt.ts').then(({ numfmt }) => numfmt)),
  od: later(() => import('./dump.ts').then(({ od }) => od)),
  paste,
  pathchk: later(() => import('./file-entries.ts').then(({ pathchk }) => pathchk)),
  ping,
  printenv,
  ps,
  readlink,
  realpath,
  rev,
  rm,
  rmdir,
  sed: later(() => import('./sed/index.ts').then(({ sed }) => sed)),
  seq,
  setsid,
  sha1sum: later(() => import('./digest.ts').then(({ checksum }) => checksum)),
  sha256sum: later(() => import('./digest.ts').then(({ checksum }) => checksum)),
  sha512sum: later(() => import('./digest.ts').then(({ checksum }) => checksum)),
  shuf: later(() => import('./small-text.ts').then(({ shuf }) => shuf)),
  sleep,
  sort,
  split: later(() => import('./split.ts').then(({ split }) => split)),
  stat,
  stdbuf,
  sum: later(() => import('./digest.ts').then(({ sum }) => sum)),
  sync: later(() => import('./machine-facts.ts').then(({ sync }) => sync)),
  tac,
  tail,
  tee,
  timeout,
  touch,
  tput: later(() => import('./machine-facts.ts').then(({ tput }) => tput)),
  tr,
  tree,
  truncate: later(() => import('./file-entries.ts').then(({ truncate }) => truncate)),
  tsort: later(() => import('./small-text.ts').then(({ tsort }) => tsort)),
  tty: later(() => import('./machine-facts.ts').then(({ tty }) => tty)),
  uname,
  unexpand: later(() => import('./small-text.ts').then(({ unexpand }) => unexpand)),
  uniq,
  unlink: later(() => import('./file-entries.ts').then(({ unlink }) => unlink)),
  uptime: later(() => import('./machine-facts.ts').then(({ uptime }) => uptime)),
  vi: nano,
  vim: nano,
  watch,
  wc,
  wget,
  which,
  whoami,
  xargs,
  xxd: later(() => import('./dump.ts').then(({ xxd }) => xxd)),
  yes,
};
