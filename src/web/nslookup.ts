/** `nslookup`: the addresses of a name, as bind's tool tells them. */
import type { WebProgram } from './program.ts';

const SERVER = '10.96.0.10';
const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$/.test(name);

/** "web" ⇒ "web.default.svc.cluster.local": what a short name of the cluster stands for. */
export function fullName(name: string): string {
  const bare = name.replace(/\.$/, '');
  if (bare.endsWith('.cluster.local') || /^node-\d+$/.test(bare)) return bare;
  const labels = bare.split('.').length;
  const zone = ['svc', 'cluster', 'local'];
  if (bare.endsWith('.svc')) return [bare, ...zone.slice(1)].join('.');
  return [bare, ...(labels === 1 ? ['default', ...zone] : zone)].join('.');
}

/** Asks the cluster's DNS. */
export const nslookup: WebProgram = function* nslookup(host) {
  const [name, server = SERVER] = host.args.filter((word) => !word.startsWith('-'));
  if (name === undefined) {
    host.printError('usage: nslookup NAME [SERVER]\n');
    return 1;
  }
  const found = isAddress(name) ? [] : host.resolve(name);
  host.print(`Server:\t\t${server}\nAddress:\t${server}#53\n\n`);
  if (found.length === 0) {
    host.print(`** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  for (const address of found) host.print(`Name:\t${fullName(name)}\nAddress: ${address}\n`);
  host.print('\n');
  return 0;
};
