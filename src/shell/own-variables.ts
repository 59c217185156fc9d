/** Variables that bash makes for itself, in a person's shell and in a script's. */

/** Name ⇒ value at the start. */
export const ownVariables: Readonly<Record<string, string>> = {
  IFS: ' \t\n',
  OPTIND: '1',
  OPTERR: '1',
  PS4: '+ ',
  BASH: '/bin/bash',
  BASH_VERSION: '5.2.15(1)-release',
  HOSTNAME: 'reconcile',
  HOSTTYPE: 'x86_64',
  MACHTYPE: 'x86_64-pc-linux-gnu',
  OSTYPE: 'linux-gnu',
  UID: '1000',
  EUID: '1000',
  PPID: '1',
};
