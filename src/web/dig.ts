/** `dig`: the addresses of a name, long or `+short`. */
import { fullName } from './nslookup.ts';
import type { WebProgram } from './program.ts';

const TTL = 30;
const SERVER = '10.96.0.10';

/** Asks the cluster's DNS for addresses. */
export const dig: WebProgram = function* dig(host) {
  const words = host.args.filter((word) => !/^[-+@]/.test(word) && !/^(A|IN)$/i.test(word));
  const server = host.args.find((word) => word.startsWith('@'))?.slice(1) ?? SERVER;
  const [name = '.'] = words;
  const found = host.resolve(name);
  if (host.args.includes('+short')) {
    host.print(found.map((address) => `${address}\n`).join(''));
    return 0;
  }
  const asked = `${found.length > 0 ? fullName(name) : name.replace(/\.$/, '')}.`;
  const answers = found.map((address) => `${asked}\t${TTL}\tIN\tA\t${address}\n`).join('');
  host.print(`
; <<>> DiG 9.18 <<>> ${host.args.join(' ')}
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: ${found.length > 0 ? 'NOERROR' : 'NXDOMAIN'}, id: 4711
;; flags: qr aa rd; QUERY: 1, ANSWER: ${found.length}, AUTHORITY: 0, ADDITIONAL: 1

;; QUESTION SECTION:
;${asked}\t\tIN\tA
${found.length > 0 ? `\n;; ANSWER SECTION:\n${answers}` : ''}
;; Query time: 1 msec
;; SERVER: ${server}#53(${server}) (UDP)

`);
  return 0;
};
