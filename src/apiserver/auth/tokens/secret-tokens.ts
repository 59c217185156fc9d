/** Tokens in Secrets: filled in for an account, gone with it. Mirrors kubernetes pkg/controller/serviceaccount/tokens_controller.go. */
import type { Call } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { latency } from '#kernel/latency.ts';
import { encodeBase64 } from '#resources/base64.ts';
import type { ConfigMap } from '#resources/types/configmap.ts';
import type { Secret } from '#resources/types/secret.ts';
import type { ServerContext } from '../../context.ts';
import { remove } from '../../verbs/delete.ts';
import { update } from '../../verbs/update.ts';
import { findObject } from '../ground.ts';

const TYPE = 'kubernetes.io/service-account-token';
const NAME = 'kubernetes.io/service-account.name';
const UID = 'kubernetes.io/service-account.uid';

const actor: Call['actor'] = {
  name: 'tokens-controller',
  manager: 'kube-controller-manager',
  user: 'system:kube-controller-manager',
  groups: ['system:masters'],
};

const isToken = (object: KubeObject): boolean => (object as Secret).type === TYPE;

/** The account a Secret is for; undefined when it is gone, or another of its name has come. */
function accountOf(server: ServerContext, { metadata }: Secret): KubeObject | undefined {
  const { namespace = '', annotations = {} } = metadata;
  const name = annotations[NAME] ?? '';
  const account = findObject(server, '', 'serviceaccounts', namespace, name);
  return annotations[UID] && account?.metadata.uid !== annotations[UID] ? undefined : account;
}

/** The Secret with all it should hold; itself when it does. */
function filled(server: ServerContext, secret: Secret, account: KubeObject): Secret {
  const { metadata, data = {} } = secret;
  const { namespace = '' } = metadata;
  const rootCa = findObject(server, '', 'configmaps', namespace, 'kube-root-ca.crt');
  const certificate = (rootCa as ConfigMap | undefined)?.data?.['ca.crt'];
  const ca = certificate ? encodeBase64(certificate) : data['ca.crt'];
  if (data['token'] && data['namespace'] && data['ca.crt'] === ca) return secret;
  const { name, uid } = account.metadata;
  return {
    ...secret,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [NAME]: name, [UID]: uid } },
    data: {
      ...data,
      ...(ca ? { 'ca.crt': ca } : {}),
      namespace: data['namespace'] || encodeBase64(namespace),
      token: data['token'] || encodeBase64(server.auth.tokens.issueLegacy(account, secret)),
    },
  };
}

/** Looks after the tokens in Secrets from now on. It lives beside the key that signs them. */
export function startSecretTokens(server: ServerContext): void {
  const find = (plural: string) =>
    server.kinds.find((one) => one.group === '' && one.plural === plural);
  const secrets = find('secrets');
  const accounts = find('serviceaccounts');
  if (!secrets || !accounts) return;
  const look = (namespace: string, name: string, cause: number): void => {
    const secret = server.store.table(secrets).get(namespace, name) as Secret | undefined;
    if (!secret || !isToken(secret) || secret.metadata.deletionTimestamp) return;
    const call = { actor, cause };
    const account = accountOf(server, secret);
    if (!account) {
      remove(server, secrets, namespace, name, call);
      return;
    }
    const next = filled(server, secret, account);
    if (next !== secret) update(server, secrets, next, call);
  };
  const lookLater = ({ metadata: { namespace = '', name } }: KubeObject, revision: number): void =>
    void server.clock.after(latency.watchDeliveryMs, () => look(namespace, name, revision));
  server.store.subscribe(
    ({ type, object, revision }) => {
      if (type !== 'DELETED' && isToken(object)) lookLater(object, revision);
    },
    { kind: secrets },
  );
  server.store.subscribe(
    ({ type, object, revision }) => {
      if (type !== 'DELETED') return;
      const { namespace, name } = object.metadata;
      const own = server.store.table(secrets).list(namespace).filter(isToken);
      const orphans = own.filter(({ metadata }) => metadata.annotations?.[NAME] === name);
      for (const secret of orphans) lookLater(secret, revision);
    },
    { kind: accounts },
  );
}
