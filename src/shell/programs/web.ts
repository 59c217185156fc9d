/** `curl`, `wget`, `nc`, `nslookup`, `dig`, `ping`: loaded when one of them is first run. */
import { later } from './later.ts';

/** A program of `#web` by its name. */
const network = (name: 'curl' | 'wget' | 'nc' | 'nslookup' | 'dig' | 'ping') =>
  later(() => import('./web-programs.ts').then(({ webPrograms }) => webPrograms[name]));

export const curl = network('curl');
export const wget = network('wget');
export const nc = network('nc');
export const nslookup = network('nslookup');
export const dig = network('dig');
export const ping = network('ping');
