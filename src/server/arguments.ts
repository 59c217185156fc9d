/** The command line of `npm run cluster`: flags to options, and what `--help` says. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseSpeed } from './control.ts';
import { OptionError, type ServerOptions } from './options.ts';

export interface Arguments {
  readonly help: boolean;
  readonly options: ServerOptions;
  /** Where the kubeconfig goes. */
  readonly kubeconfig: string;
}

export const usage = `Serves one simulated Kubernetes 1.35 cluster for real clients (kubectl, Helm, client libraries).

  npm run cluster -- [FLAGS]

  --port 6443               where to listen; 0 takes any port that is free
  --host 127.0.0.1          the address to listen on; others than loopback need --token
  --nodes 3                 how many nodes; 0 is a control plane alone
  --seed 1                  the same seed and requests give the same history
  --speed 1                 virtual seconds a second: 20, 0.5, 0 (time moves only by /x-reconcile/),
                            or auto (time stands still, and leaps while a client waits)
  --token T                 the admin's bearer token; made up when left out
  --service-cidr 10.96.0.0/12
                            where Services get their addresses
  --zones N                 spreads the nodes over zones zone-1 … zone-N
  --metrics                 serves usage: kubectl top, autoscalers
  --storage-class           a default StorageClass whose volumes are made on demand
  --kubeconfig FILE         where to write the kubeconfig (context "reconcile"); others in it are kept
                            (default ~/.kube/reconcile)
  --no-tls                  plain HTTP alone; who comes over loopback is the admin
  --help                    this text

Control for tests, with the same token: POST /x-reconcile/nodes/NAME/fail, …/nodes/NAME/recover,
…/advance?for=30s, …/settle, …/wait?for=5s, …/speed?factor=auto; GET …/log, …/clock.
`;

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  nodes: { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  token: { type: 'string' },
  'service-cidr': { type: 'string' },
  zones: { type: 'string' },
  metrics: { type: 'boolean' },
  'storage-class': { type: 'boolean' },
  kubeconfig: { type: 'string' },
  tls: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowNegative: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new OptionError(error.message.split('. ')[0] ?? error.message);
  }
}

function whole(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new OptionError(`--${name} must be a whole number from ${from} to ${to}; got "${text}"`);
}

function speedOf(text: string): NonNullable<ServerOptions['speed']> {
  const speed = parseSpeed(text);
  if (speed !== undefined) return speed;
  throw new OptionError(`--speed must be a number from 0 on, or auto; got "${text}"`);
}

/** A range of IPv4 addresses, as large as upstream allows and not too small to be of use. */
function rangeOf(text: string): string {
  const [, address = '', bits = ''] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text) ?? [];
  const isAddress = address !== '' && address.split('.').every((part) => Number(part) <= 255);
  if (isAddress && Number(bits) >= 12 && Number(bits) <= 28) return text;
  throw new OptionError(
    `--service-cidr must be a range of IPv4 addresses such as 10.96.0.0/12, from /12 to /28; got "${text}"`,
  );
}

const MOST_NODES = 5_000;
const MOST_SEED = 2 ** 32 - 1;

/** Reads the flags; throws OptionError. */
export function parseArguments(args: readonly string[]): Arguments {
  const given = parse(args);
  const port = whole('port', given.port ?? '6443', 0, 65_535);
  const options: ServerOptions = {
    port,
    nodes: whole('nodes', given.nodes ?? '3', 0, MOST_NODES),
    seed: whole('seed', given.seed ?? '1', 0, MOST_SEED),
    speed: speedOf(given.speed ?? '1'),
    tls: given.tls ?? true,
    ...(given.host ? { host: given.host } : {}),
    ...(given.token ? { token: given.token } : {}),
    ...(given['service-cidr'] ? { serviceCidr: rangeOf(given['service-cidr']) } : {}),
    ...(given.zones ? { zones: whole('zones', given.zones, 1, MOST_NODES) } : {}),
    ...(given.metrics ? { metrics: true } : {}),
    ...(given['storage-class'] ? { storageClass: true } : {}),
  };
  const own = join(homedir(), '.kube', port === 6443 ? 'reconcile' : `reconcile-${port}`);
  const { INIT_CWD = process.cwd() } = process.env;
  const kubeconfig = given.kubeconfig ? resolve(INIT_CWD, given.kubeconfig) : own;
  return { help: given.help ?? false, options, kubeconfig };
}
