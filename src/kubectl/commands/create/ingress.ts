/** `kubectl create ingress` Mirrors kubectl pkg/cmd/create/create_ingress.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { generatorCommand } from './generator.ts';

/** `host/path=service:port,tls=secret`; the part after the comma may be missing. */
const RULE = /^[\w*.-]*\/.*=[\w-]+:[\w-]+(,tls=?([\w-]+)?)?/;
const NO_RULES =
  'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)';

function check({ flags }: CommandContext): void {
  const [rules, fallback] = [flags.list('rule'), flags.string('default-backend')];
  if (rules.length === 0 && !fallback) throw new KubectlError(NO_RULES);
  const wrong = rules.find((rule) => !RULE.test(rule));
  if (wrong !== undefined) {
    throw new KubectlError(
      `rule ${wrong} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
    );
  }
  const annotation = flags.list('annotation').find((each) => !each.includes('='));
  if (annotation !== undefined) {
    throw new KubectlError(
      `annotation ${annotation} is invalid and should be in format key=[value]`,
    );
  }
  if (fallback && fallback.split(':').length !== 2) {
    throw new KubectlError('default-backend should be in format servicename:serviceport');
  }
}

/** "web:80" ⇒ `{ service: { name: "web", port: { number: 80 } } }` */
function backend(text: string): JsonObject {
  const [name = '', port = ''] = text.split(':');
  const number = /^[+-]?\d+$/.test(port) ? { number: Number(port) } : { name: port };
  return { service: { name, port: number } };
}

/** "foo*=web:80" ⇒ path /foo, and everything under it. */
function pathOf(text: string): JsonObject {
  const [rest = '', service = ''] = text.split('=');
  const path = `/${rest}`;
  const isPrefix = path.endsWith('*');
  return {
    path: isPrefix ? path.slice(0, -1) : path,
    pathType: isPrefix ? 'Prefix' : 'Exact',
    backend: backend(service),
  };
}

/** One rule a host; a host said again gets one more path. */
function rulesOf(rules: readonly string[]): readonly JsonObject[] {
  const byHost = new Map<string, JsonObject[]>();
  for (const rule of rules) {
    const [plain = ''] = rule.split(',');
    const slash = plain.indexOf('/');
    const host = plain.slice(0, slash);
    const paths = byHost.get(host) ?? [];
    paths.push(pathOf(plain.slice(slash + 1)));
    byHost.set(host, paths);
  }
  return [...byHost].map(([host, paths]) => ({ ...(host ? { host } : {}), http: { paths } }));
}

/** Hosts by their secret; each host once. */
function tlsOf(rules: readonly string[]): readonly JsonObject[] {
  const seen = new Set<string>();
  const entries: { hosts: string[]; secret: string }[] = [];
  for (const rule of rules) {
    const [plain = '', tls] = rule.split(',');
    const [host = ''] = plain.split('/', 1);
    if (tls === undefined || seen.has(host)) continue;
    seen.add(host);
    const secret = tls.split('=')[1] ?? '';
    const known = entries.find((entry) => entry.secret === secret);
    if (known) known.hosts.push(host);
    else if (host || secret) entries.push({ hosts: host ? [host] : [], secret });
  }
  return entries.map(({ hosts, secret }) => ({
    ...(hosts.length > 0 ? { hosts } : {}),
    ...(secret ? { secretName: secret } : {}),
  }));
}

function specOf({ flags }: CommandContext): JsonObject {
  const name = flags.string('class');
  const fallback = flags.string('default-backend');
  const [rules, tls] = [rulesOf(flags.list('rule')), tlsOf(flags.list('rule'))];
  return {
    ...(name ? { ingressClassName: name } : {}),
    ...(fallback ? { defaultBackend: backend(fallback) } : {}),
    ...(tls.length > 0 ? { tls } : {}),
    ...(rules.length > 0 ? { rules } : {}),
  };
}

const annotationsOf = ({ flags }: CommandContext): JsonObject =>
  Object.fromEntries(
    flags.list('annotation').map((each) => {
      const at = each.indexOf('=');
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );

export const ingressCommand = generatorCommand({
  name: 'ingress',
  aliases: ['ing'],
  use: 'ingress NAME --rule=host/path=service:port[,tls[=secret]] ',
  short: 'Create an ingress with the specified name',
  examples: `# One host, one path
kubectl create ingress simple --rule="shop.example.com/bar=web:80,tls=my-cert"

# Everything under a path, for a class of Ingresses
kubectl create ingress catch-all --class=other --rule="/path*=web:http"

# What no rule is for
kubectl create ingress ingdefault --class=default --default-backend=web:http --rule="shop.example.com/*=web:80,tls=secret1"`,
  flags: [
    { name: 'class', type: 'string', help: 'Who carries it out.' },
    {
      name: 'rule',
      type: 'stringArray',
      default: '[]',
      help: 'host/path=service:port[,tls=secretname]; a path that ends in * is for all below it.',
    },
    { name: 'default-backend', type: 'string', help: 'Where all else goes, as service:port.' },
    {
      name: 'annotation',
      type: 'stringArray',
      default: '[]',
      help: 'An annotation, as key=value.',
    },
  ],
  resource: {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'ingresses',
    kind: 'Ingress',
    namespaced: true,
  },
  failure: 'failed to create ingress: ',
  make: (context, meta) => {
    check(context);
    const annotations = annotationsOf(context);
    return {
      metadata: meta(Object.keys(annotations).length > 0 ? { annotations } : {}),
      spec: specOf(context),
      status: { loadBalancer: {} },
    };
  },
});
