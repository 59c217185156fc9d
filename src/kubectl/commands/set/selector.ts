/** `kubectl set selector` */
import type { StringMap } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import type { Service } from '#resources/service.ts';
import type { Command, CommandContext } from '../../command.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../errors.ts';
import { changePrinter } from '../../printers/index.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { strategicPatch } from '../patch-between.ts';
import { recorded } from '../record.ts';
import { readSetTargets, setFlags } from './change-pod-specs.ts';

/** Operators of label selectors as Go's structs name them. */
const wordOf: Readonly<Record<string, string>> = {
  in: 'In',
  notin: 'NotIn',
  exists: 'Exists',
  '!': 'DoesNotExist',
};

/** `a=b,c=d` ⇒ a map; what is no equality cannot be a Service's selector. */
function equalities(text: string): StringMap {
  const { requirements } = read(text);
  const others = requirements.filter(({ operator }) => operator !== '=' && operator !== '==');
  if (others.length > 0) {
    const shown = others.map(({ key, operator, values }) => {
      const word = wordOf[operator];
      if (!word)
        throw new KubectlError(
          `${JSON.stringify(operator)} is not a valid label selector operator`,
        );
      return `{${key} ${word} [${values.join(' ')}]}`;
    });
    throw new KubectlError(`match expression [${shown.join(' ')}] not supported on this object`);
  }
  return Object.fromEntries(requirements.map(({ key, values }) => [key, values[0] ?? '']));
}

function read(text: string): ReturnType<typeof parseSelector> {
  try {
    return parseSelector(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new KubectlError(`couldn't parse the selector string "${text}": ${error.message}`);
    throw error;
  }
}

function withSelector({ resource, object }: FetchedInfo, text: string, version: string): Service {
  if (resource.group !== '' || resource.kind !== 'Service')
    throw new KubectlError('setting a selector is only supported for Services');
  const service = object as Service;
  const metadata = version ? { ...service.metadata, resourceVersion: version } : service.metadata;
  return { ...service, metadata, spec: { ...service.spec, selector: equalities(text) } };
}

async function run(context: CommandContext): Promise<number> {
  const { api, args, flags } = context;
  const dryRun = await dryRunOf(context);
  const print = changePrinter(context, dryRun);
  const expression = args.at(-1);
  if (expression === undefined) throw new KubectlError('one selector is required');
  const version = flags.string('resource-version');
  const { infos } = await readSetTargets(context, args.slice(0, -1));
  for (const info of infos) {
    const after = recorded(context, withSelector(info, expression, version));
    const { resourceVersion: _, ...metadata } = info.object.metadata;
    const before = { ...info.object, metadata: version ? metadata : info.object.metadata };
    const result =
      dryRun === 'client' || flags.bool('local')
        ? after
        : await api.patch(
            info.resource,
            info.namespace,
            info.name,
            'strategic',
            strategicPatch(before, after),
            { dryRun: dryRun === 'server', fieldManager: flags.string('field-manager') },
          );
    await print(result, 'selector updated');
  }
  return 0;
}

export const selectorCommand: Command = {
  name: 'selector',
  use: 'selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  short: 'Set the selector on a resource',
  long: `Sets the selector of a resource, in place of the one it had.

Only Services can be given another selector.`,
  examples: `# Send a service's traffic to other pods
kubectl set selector service/web app=web,track=canary`,
  flags: [
    ...setFlags
      .filter(({ name }) => name !== 'kustomize' && name !== 'selector')
      .map((flag) => (flag.name === 'recursive' ? { ...flag, default: 'true' } : flag)),
    {
      name: 'resource-version',
      type: 'string',
      help: 'Only goes on when this is the resource version of the object.',
    },
  ],
  run,
};
