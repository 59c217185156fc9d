/** The pod that `kubectl run` makes. Mirrors kubectl pkg/generate/versioned/run.go BasicPod. */
import type { JsonObject, StringMap } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { variableNameErrors } from './create/data-sources.ts';
import { containerOf } from './create/pod-template.ts';
import { parseLabelSet } from './service-spec.ts';
import { parsePairs } from './set/pairs.ts';

/** `A=b` ⇒ { name: "A", value: "b" } */
function parseVariable(text: string): JsonObject {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0));
  if (equals <= 0 || variableNameErrors(name).length > 0)
    throw new KubectlError(`invalid env: ${text}`);
  const value = text.slice(equals + 1);
  return { name, ...(value ? { value } : {}) };
}

function portOf(text: string): number | undefined {
  if (text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text))
    throw new KubectlError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** Labels as given, or `run=<name>`. */
export const runLabels = ({ flags }: CommandContext, name: string): StringMap =>
  flags.string('labels') ? parseLabelSet(flags.string('labels')) : { run: name };

/** Fields of a container after its resources, in Go's order. */
function containerExtras({ flags }: CommandContext): JsonObject {
  const pullPolicy = flags.string('image-pull-policy');
  const stdin = flags.bool('stdin');
  return {
    ...(pullPolicy ? { imagePullPolicy: pullPolicy } : {}),
    ...(flags.bool('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(stdin ? { stdin: true } : {}),
    ...(stdin && !flags.bool('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(flags.bool('tty') ? { tty: true } : {}),
  };
}

/** The pod, with keys in Go's order. */
export function makePod(context: CommandContext, name: string): JsonObject {
  const { flags, args, namespace, namespaceGiven } = context;
  const words = args.slice(1);
  const { set: annotations } = parsePairs(flags.list('annotations'), 'annotations', false);
  const container = containerOf({
    name,
    image: flags.string('image'),
    ...(flags.bool('command') ? { command: words } : { args: words }),
    port: portOf(flags.string('port')),
    env: flags.list('env').map(parseVariable),
    extra: containerExtras(context),
  });
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name,
      ...(namespaceGiven ? { namespace } : {}),
      labels: runLabels(context, name),
      ...(annotations.size > 0 ? { annotations: Object.fromEntries(annotations) } : {}),
    },
    spec: {
      containers: [container],
      restartPolicy: flags.string('restart') || 'Always',
      dnsPolicy: 'ClusterFirst',
    },
    status: {},
  };
}
