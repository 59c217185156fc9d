/** As whom requests are sent: tokens, passwords and certificates of the kubeconfig and of flags. Mirrors client-go tools/clientcmd/client_config.go. */
import type { ApiRequest } from '#apimachinery/api.ts';
import { decodeBase64, encodeBase64 } from '#resources/base64.ts';
import { isFileError, KubectlError, notSimulatedError } from './errors.ts';
import type { FlagValues } from './flags.ts';
import type { KubectlHost } from './host.ts';
import type { Kubeconfig, NamedUser } from './kubeconfig.ts';
import { absolutePath } from './paths.ts';

/** What every request of a command carries. */
export interface Credentials extends Pick<ApiRequest, 'certificate'> {
  readonly headers: Readonly<Record<string, string>>;
  /** Name of the kubeconfig's user. */
  readonly user: string;
}

/** A user of the kubeconfig, with what flags say laid over it. */
interface AuthInfo {
  readonly name: string;
  text(field: string): string;
  list(field: string): readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

const overlays: readonly (readonly [field: string, flag: string])[] = [
  ['token', 'token'],
  ['username', 'username'],
  ['password', 'password'],
  ['client-certificate', 'client-certificate'],
  ['client-key', 'client-key'],
  ['as', 'as'],
  ['as-uid', 'as-uid'],
];

/** ["team=a", "team=b"] ⇒ { team: ["a", "b"] } */
function extraOf(pairs: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const extra: Record<string, string[]> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const key = pair.slice(0, at < 0 ? undefined : at);
    extra[key] = [...(extra[key] ?? []), pair.slice(at + 1)];
  }
  return extra;
}

function authInfo(kubeconfig: Kubeconfig, contextUser: string, flags: FlagValues): AuthInfo {
  const asked = flags.string('user');
  const name = asked || contextUser;
  const entry = kubeconfig.users.find((one) => one.name === name);
  if (asked && !entry) throw new KubectlError(`auth info ${JSON.stringify(asked)} does not exist`);
  const given = overlays.flatMap(([field, flag]) => {
    const value = flags.string(flag);
    return value ? [[field, value] as const] : [];
  });
  const flagged: Readonly<Record<string, string>> = Object.fromEntries(given);
  // A credential of the command line takes the place of the file's of the same sort.
  const without = [
    ...(flagged['token'] ? ['tokenFile'] : []),
    ...(flagged['client-certificate'] ? ['client-certificate-data'] : []),
    ...(flagged['client-key'] ? ['client-key-data'] : []),
  ];
  const fields: Readonly<Record<string, unknown>> = { ...entry?.user, ...flagged };
  const text = (field: string): string => {
    const value = without.includes(field) ? undefined : fields[field];
    return typeof value === 'string' ? value : '';
  };
  const groups = flags.list('as-group');
  const pairs = flags.list('as-user-extra');
  const list = (field: string): readonly string[] => {
    if (field === 'as-groups' && groups.length > 0) return groups;
    return Array.isArray(fields[field]) ? (fields[field] as readonly string[]) : [];
  };
  const stored = fields['as-user-extra'] as AuthInfo['extra'] | undefined;
  return { name, text, list, extra: pairs.length > 0 ? extraOf(pairs) : (stored ?? {}) };
}

const invalidConfig = (problem: string): KubectlError =>
  new KubectlError(`Error in configuration: ${problem}`, { plain: true });

/** A file of the kubeconfig stands relative to it. */
function readFile(host: KubectlHost, folder: string, path: string, what: string): string {
  const absolute = path.startsWith('/') ? path : `${folder}/${path}`;
  try {
    return host.files.read(absolute);
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw invalidConfig(`${what} due to open ${absolute}: no such file or directory`);
  }
}

/** The certificate as text; undefined when the user has none. */
function certificateOf(
  host: KubectlHost,
  folder: string,
  { name, text }: AuthInfo,
): string | undefined {
  const data = text('client-certificate-data');
  const path = text('client-certificate');
  if (!data && !path) return undefined;
  if (!text('client-key-data') && !text('client-key'))
    throw invalidConfig(
      `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
    );
  const pem = data
    ? decodeBase64(data)
    : readFile(host, folder, path, `unable to read client-cert ${folder}/${path} for ${name}`);
  if (!pem.includes('-----BEGIN'))
    throw new KubectlError('tls: failed to find any PEM data in certificate input');
  return pem;
}

/** The `authorization` header, if there is something to say. */
function authorizationOf(host: KubectlHost, folder: string, info: AuthInfo): string | undefined {
  const { name, text } = info;
  const basic = text('username') || text('password');
  const file = text('tokenFile');
  const token =
    text('token') || (file ? readFile(host, folder, file, `unable to read token ${file}`) : '');
  if (token && basic)
    throw new KubectlError(
      `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`,
    );
  if (token) return `Bearer ${token.trim()}`;
  return basic ? `Basic ${encodeBase64(`${text('username')}:${text('password')}`)}` : undefined;
}

/** `Impersonate-…` headers for `--as` and its like. */
function impersonation({ name, text, list, extra }: AuthInfo): Readonly<Record<string, string>> {
  const [as, uid, groups] = [text('as'), text('as-uid'), list('as-groups')];
  const extras = Object.entries(extra);
  if (!as && (uid || groups.length > 0 || extras.length > 0))
    throw new KubectlError(
      `requesting uid, groups or user-extra for ${name} without impersonating a user`,
    );
  if (!as) return {};
  return {
    'impersonate-user': as,
    ...(uid ? { 'impersonate-uid': uid } : {}),
    ...(groups.length > 0 ? { 'impersonate-group': groups.join(', ') } : {}),
    ...Object.fromEntries(
      extras.map(([key, values]) => [
        `impersonate-extra-${encodeURIComponent(key.toLowerCase())}`,
        values.join(', '),
      ]),
    ),
  };
}

/** Refuses users whose credentials some other program would have to fetch. Mirrors validation.go validateAuthInfo and rest/plugin.go. */
function refusePlugins({ user = {} }: Partial<NamedUser>, name: string): void {
  const { exec, 'auth-provider': provider } = user as {
    readonly exec?: Readonly<Record<string, unknown>>;
    readonly 'auth-provider'?: { readonly name?: string };
  };
  if (provider && exec)
    throw invalidConfig(
      `authProvider cannot be provided in combination with an exec plugin for ${name}`,
    );
  for (const field of exec ? ['command', 'apiVersion', 'interactiveMode'] : [])
    if (!exec?.[field])
      throw invalidConfig(
        `${field} must be specified for ${name} to use exec authentication plugin`,
      );
  if (exec) throw notSimulatedError('programs that fetch credentials (users[].user.exec)');
  if (provider?.name === 'oidc') throw notSimulatedError('the oidc auth provider');
  if (provider)
    throw new KubectlError(
      `no Auth Provider found for name ${JSON.stringify(provider.name ?? '')}`,
    );
}

/** What requests carry. Throws in clientcmd's words for credentials that can't be used. */
export function credentialsOf(
  host: KubectlHost,
  flags: FlagValues,
  kubeconfig: Kubeconfig,
  contextUser: string,
): Credentials {
  const info = authInfo(kubeconfig, contextUser, flags);
  const entry = kubeconfig.users.find(({ name }) => name === info.name);
  refusePlugins(entry ?? {}, info.name);
  const isFlag = flags.string('client-certificate') !== '';
  const folder = absolutePath(host, isFlag ? '.' : `${entry?.origin ?? '.'}/..`);
  const certificate = certificateOf(host, folder, info);
  const authorization = authorizationOf(host, folder, info);
  return {
    user: info.name,
    headers: { ...(authorization ? { authorization } : {}), ...impersonation(info) },
    ...(certificate ? { certificate } : {}),
  };
}
