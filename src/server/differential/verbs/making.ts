/** Lines that make something new. */
import type { Dice } from '../dice.ts';
import { option, spellSome } from '../option.ts';
import { dryRunOption, namespaceOption, printOptions } from '../vocabulary.ts';
import type { Verb } from './verb.ts';

export const making = [
  dryRunOption,
  dryRunOption,
  ...printOptions,
  namespaceOption,
  option('field-manager', 'me'),
  option('save-config'),
  option('validate', 'strict', 'warn', 'ignore', 'foo', 'true'),
];
export const names = ['fresh', 'new', 'settings', 'web', 'A_b', '', 'x.y', 'robot'];
export const images = ['nginx', 'busybox:1.36', 'a b', '', 'nginx:1.25'];

type Maker = (dice: Dice, name: string) => readonly string[];

const makers: readonly Maker[] = [
  (dice, name) => [
    'configmap',
    name,
    ...dice.some(
      [
        '--from-literal=a=b',
        '--from-literal=x',
        '--from-file=colour.txt',
        '--from-file=k=colour.txt',
        '--from-file=folder',
        '--from-env-file=settings.env',
        '--from-file=nope',
        '--append-hash',
        '--from-literal=a=c',
        '--from-file=a b=colour.txt',
      ],
      3,
    ),
  ],
  (dice, name) => [
    'secret',
    dice.pick(['generic', 'generic', 'tls', 'docker-registry', 'foo']),
    name,
    ...dice.some(
      [
        '--from-literal=a=b',
        '--from-file=colour.txt',
        '--type=foo',
        '--cert=nope',
        '--key=nope',
        '--docker-username=u',
        '--docker-password=p',
        '--docker-server=s',
        '--docker-email=e',
        '--append-hash',
        '--from-env-file=settings.env',
      ],
      4,
    ),
  ],
  (dice, name) => [
    'deployment',
    name,
    ...dice.some(
      [
        `--image=${dice.pick(images)}`,
        '--image=nginx',
        '--image=redis',
        '--replicas=2',
        '--replicas=-1',
        '--port=80',
        '--port=x',
        '--',
        'sleep',
        '-r',
        '3',
      ],
      4,
    ),
  ],
  (dice, name) => [
    'job',
    name,
    ...dice.some(
      [
        `--image=${dice.pick(images)}`,
        '--image=busybox',
        '--from=cronjob/tick',
        '--from=job/once',
        '--from=cj/nope',
        '--',
        'date',
      ],
      3,
    ),
  ],
  (dice, name) => [
    'cronjob',
    name,
    ...dice.some(
      [
        '--image=busybox',
        '--schedule=* * * * *',
        '--schedule=x',
        '--restart=Never',
        '--restart=Foo',
        '--',
        'date',
      ],
      4,
    ),
  ],
  (_, name) => ['namespace', name],
  (_, name) => ['ns', name],
  (_, name) => ['serviceaccount', name],
  (dice, name) => [
    'role',
    name,
    ...dice.some(
      [
        '--verb=get',
        '--verb=get,list',
        '--verb=foo',
        '--resource=pods',
        '--resource=deployments.apps',
        '--resource=foo',
        '--resource=pods/log',
        '--resource-name=x',
        '--verb=*',
        '--resource=*',
      ],
      4,
    ),
  ],
  (dice, name) => [
    'clusterrole',
    name,
    ...dice.some(
      [
        '--verb=get',
        '--resource=pods',
        '--non-resource-url=/healthz',
        '--non-resource-url=x',
        '--aggregation-rule=a=b',
        '--resource=nodes',
        '--resource-name=n',
        '--verb=foo',
      ],
      4,
    ),
  ],
  (dice, name) => [
    'rolebinding',
    name,
    ...dice.some(
      [
        '--role=reader',
        '--clusterrole=view',
        '--user=a',
        '--group=g',
        '--serviceaccount=default:robot',
        '--serviceaccount=x',
        '--user=b',
      ],
      4,
    ),
  ],
  (dice, name) => [
    'clusterrolebinding',
    name,
    ...dice.some(
      [
        '--clusterrole=view',
        '--user=a',
        '--serviceaccount=default:robot',
        '--group=g',
        '--serviceaccount=:',
      ],
      3,
    ),
  ],
  (dice, name) => [
    'service',
    dice.pick(['clusterip', 'nodeport', 'loadbalancer', 'externalname', 'foo']),
    name,
    ...dice.some(
      [
        '--tcp=80',
        '--tcp=80:8080',
        '--tcp=x',
        '--tcp=http:80',
        '--node-port=30090',
        '--node-port=1',
        '--clusterip=None',
        '--clusterip=x',
        '--external-name=example.com',
        '--external-name=-',
      ],
      3,
    ),
  ],
  (dice, name) => [
    'ingress',
    name,
    ...dice.some(
      [
        '--rule=a.com/*=web:80',
        '--rule=a.com/x=web:http,tls',
        '--rule=a.com/=web:80,tls=door',
        '--rule=x',
        '--class=nginx',
        '--default-backend=web:80',
        '--default-backend=x',
        '--annotation=a=b',
        '--annotation=x',
        '--rule=/=web:80',
        '--rule=a.com/=web:',
      ],
      4,
    ),
  ],
  (dice, name) => [
    'poddisruptionbudget',
    name,
    ...dice.some(
      [
        '--selector=app=web',
        '--min-available=1',
        '--max-unavailable=50%',
        '--min-available=x',
        '--selector=x y',
        '--min-available=-1',
      ],
      3,
    ),
  ],
  (dice, name) => [
    'quota',
    name,
    ...dice.some(
      ['--hard=cpu=1,pods=2', '--hard=x', '--scopes=BestEffort', '--scopes=Foo', '--hard=cpu=x'],
      3,
    ),
  ],
  (dice, name) => [
    'priorityclass',
    name,
    ...dice.some(
      [
        '--value=10',
        '--value=x',
        '--global-default',
        '--description=d',
        '--preemption-policy=Never',
        '--preemption-policy=foo',
        '--value=-10',
      ],
      4,
    ),
  ],
  (dice, name) => [
    'token',
    name,
    ...dice.some(
      [
        '--duration=1s',
        '--audience=a',
        '--bound-object-kind=Pod',
        '--bound-object-kind=Foo',
        '--bound-object-name=x',
      ],
      3,
    ),
  ],
  (dice) =>
    dice.pick([
      [],
      ['foo'],
      ['configmap'],
      ['secret'],
      ['deployment', 'a', 'b', '--image=x'],
      ['-f'],
      ['role', 'a', 'b'],
    ]),
];

const create: Verb = {
  weight: 26,
  words: (dice) => [
    'create',
    ...dice.pick(makers)(dice, dice.pick(names)),
    ...spellSome(dice, making, 2),
  ],
};

/** In one list, so that the table of verbs stays short. */
export const makingVerbs: readonly Verb[] = [create];
