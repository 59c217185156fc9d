/** The network programs of the learner's machine, by name. */
import { curl } from '#web/curl/index.ts';
import { dig } from '#web/dig.ts';
import { nc } from '#web/nc.ts';
import { nslookup } from '#web/nslookup.ts';
import { ping } from '#web/ping.ts';
import { wget } from '#web/wget/gnu.ts';
import { webProgram } from './web-program.ts';

export const webPrograms = {
  curl: webProgram(curl),
  dig: webProgram(dig),
  nc: webProgram(nc),
  nslookup: webProgram(nslookup),
  ping: webProgram(ping),
  wget: webProgram(wget),
} as const;
