/** What a person's shell starts with. */

import { homeFolder } from './memory-files.ts';
import { initialOptions } from './options.ts';
import { ownVariables } from './own-variables.ts';
import { ShellState } from './state.ts';

/** Where it starts, and when. */
export interface Start {
  readonly home?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly clock: { now(): number };
}

/** Variables, folder and options. */
export function initialState(options: Start, pid: number): ShellState {
  const state = new ShellState(pid);
  const home = options.home ?? homeFolder;
  state.cwd = home;
  state.startedMs = options.clock.now();
  const exported: Record<string, string> = {
    HOME: home,
    USER: 'learner',
    LOGNAME: 'learner',
    SHELL: '/bin/bash',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    PWD: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    SHLVL: '1',
    ...options.env,
  };
  for (const [name, value] of Object.entries(exported)) {
    state.variables.set(name, value);
    state.variables.ensure(name).exported = true;
  }
  const own = { ...ownVariables, PS1: '\\u@\\h:\\w\\$ ', PS2: '> ' };
  for (const [name, value] of Object.entries(own)) state.variables.set(name, value);
  state.options = new Set(initialOptions);
  return state;
}
