/** The flags every command takes. Mirrors cli-runtime pkg/genericclioptions/config_flags.go AddFlags. */
import type { Flag } from './flags.ts';

const IDLE = 'Accepted, and changes nothing here.';

const connection = (name: string, help: string, type: Flag['type'] = 'string'): Flag => ({
  name,
  type,
  help,
});

export const globalFlags: readonly Flag[] = [
  connection('as', 'Acts as this user (a person, or a service account of a namespace).'),
  {
    name: 'as-group',
    type: 'stringArray',
    default: '[]',
    help: 'Acts as a member of this group; may be repeated.',
  },
  connection('as-uid', 'UID to act with.'),
  {
    name: 'as-user-extra',
    type: 'stringArray',
    default: '[]',
    help: 'Extra fields of the user to act as; may be repeated.',
  },
  {
    name: 'cache-dir',
    type: 'string',
    default: "'/home/learner/.kube/cache'",
    help: 'Folder of the discovery cache.',
    simplified: IDLE,
  },
  connection('certificate-authority', 'File with the certificate of the authority to trust.'),
  connection('client-certificate', 'File with a client certificate for TLS.'),
  connection('client-key', 'File with the client key for TLS.'),
  connection('cluster', 'Cluster of the kubeconfig to talk to.'),
  connection('context', 'Context of the kubeconfig to use.'),
  {
    name: 'disable-compression',
    type: 'bool',
    help: 'Asks the server not to compress its answers.',
    simplified: IDLE,
  },
  {
    name: 'insecure-skip-tls-verify',
    type: 'bool',
    help: "Does not check the server's certificate. Connections are then not secure.",
  },
  connection('kubeconfig', 'Kubeconfig file to read.'),
  { name: 'kuberc', type: 'string', help: 'File with preferences; "off" turns them off.' },
  {
    name: 'log-flush-frequency',
    type: 'duration',
    default: '5s',
    help: 'Longest time between two flushes of the log.',
  },
  {
    name: 'match-server-version',
    type: 'bool',
    help: 'Demands that client and server have the same version.',
    simplified: IDLE,
  },
  { name: 'namespace', short: 'n', type: 'string', help: 'Namespace of this request.' },
  connection('password', 'Password for basic authentication.'),
  {
    name: 'profile',
    type: 'string',
    default: "'none'",
    help: 'Profile to take: none, cpu, heap, goroutine, threadcreate, block or mutex.',
    simplified: IDLE,
  },
  {
    name: 'profile-output',
    type: 'string',
    default: "'profile.pprof'",
    help: 'File to write the profile to.',
    simplified: IDLE,
  },
  {
    name: 'request-timeout',
    type: 'string',
    default: "'0'",
    help: 'How long to wait for one answer, as 1s, 2m or 3h; 0 waits for ever.',
  },
  { name: 'server', short: 's', type: 'string', help: 'Address and port of the API server.' },
  connection('tls-server-name', "Name the server's certificate must have."),
  connection('token', 'Bearer token to authenticate with.'),
  connection('user', 'User of the kubeconfig to be.'),
  connection('username', 'Name for basic authentication.'),
  { name: 'v', short: 'v', type: 'int', default: '0', help: 'How much to log.', simplified: IDLE },
  { name: 'vmodule', type: 'pairs', help: 'Log levels by file, as pattern=N,…', simplified: IDLE },
  {
    name: 'warnings-as-errors',
    type: 'bool',
    help: 'Ends with an error when the server sent a warning.',
  },
];
