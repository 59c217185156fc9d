/** The kubeconfig a server writes: context, cluster and user as the lab's terminal has them. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse, stringify, YAMLParseError } from 'yaml';

const CONTEXT = 'reconcile';
const USER = 'learner';

export interface KubeconfigInput {
  /** `https://127.0.0.1:6443` */
  readonly url: string;
  readonly token: string;
  /** PEM; without it clients are told nothing about TLS. */
  readonly certificate: string | undefined;
}

interface Named {
  readonly name: string;
  readonly [key: string]: unknown;
}

interface Document {
  readonly clusters?: readonly Named[];
  readonly contexts?: readonly Named[];
  readonly users?: readonly Named[];
  readonly [key: string]: unknown;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function documentOf({ url, token, certificate }: KubeconfigInput): Document {
  const authority = certificate ? { 'certificate-authority-data': base64(certificate) } : {};
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: CONTEXT, cluster: { ...authority, server: url } }],
    contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: USER } }],
    'current-context': CONTEXT,
    preferences: {},
    users: [{ name: USER, user: { token } }],
  };
}

/** A kubeconfig of its own, as YAML. */
export const kubeconfigText = (input: KubeconfigInput): string => stringify(documentOf(input));

/** A kubeconfig that cannot be added to; the message says why. */
export class KubeconfigError extends Error {
  override name = 'KubeconfigError';
}

/** Ours in place of the entry of that name, the others as they were. */
const replaced = (theirs: readonly Named[] | undefined, ours: readonly Named[] | undefined) => [
  ...(theirs ?? []).filter((entry) => !ours?.some(({ name }) => name === entry.name)),
  ...(ours ?? []),
];

function parseExisting(path: string): Document {
  try {
    const found: unknown = parse(readFileSync(path, 'utf8')) ?? {};
    if (typeof found === 'object' && !Array.isArray(found)) return found as Document;
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
  }
  throw new KubeconfigError(`${path} exists and is no kubeconfig; name another file`);
}

/** Writes the file, or adds our context to those it has and makes it the current one. Only its owner may read it. */
export function writeKubeconfig(path: string, input: KubeconfigInput): void {
  const ours = documentOf(input);
  const theirs = existsSync(path) ? parseExisting(path) : {};
  mkdirSync(dirname(path), { recursive: true });
  const merged = {
    ...ours,
    ...theirs,
    clusters: replaced(theirs.clusters, ours.clusters),
    contexts: replaced(theirs.contexts, ours.contexts),
    'current-context': CONTEXT,
    users: replaced(theirs.users, ours.users),
  };
  writeFileSync(path, stringify(merged), { mode: 0o600 });
  chmodSync(path, 0o600);
}
