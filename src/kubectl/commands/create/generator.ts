/** What the subcommands of `kubectl create` share: a name, an object made of flags, and sending it. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import type { ApiResource } from '../../discovery.ts';
import { type DryRun, dryRunOf, fieldValidationOf } from '../../dry-run.ts';
import { isExpected, KubectlError, usageError } from '../../errors.ts';
import { dryRunFlag, fieldManagerFlag, printFlags, validateFlag } from '../../flag-sets.ts';
import type { Flag } from '../../flags.ts';
import { withMadeApplied } from '../../last-applied.ts';
import { changePrinter } from '../../printers/index.ts';

/** A resource that kubectl knows without asking the server. */
export type KnownResource = Pick<
  ApiResource,
  'group' | 'version' | 'plural' | 'kind' | 'namespaced'
>;

/** One subcommand: how it looks, and how it makes its object. */
export interface Generator {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly use: string;
  readonly short: string;
  readonly long?: string;
  readonly examples: string;
  readonly flags: readonly Flag[];
  readonly resource: KnownResource;
  /** Put before the server's refusal: `failed to create deployment: `; absent: the refusal stands alone. */
  readonly failure?: string;
  /** Whether words after `--` are a command of the object's container. */
  readonly takesCommand?: boolean;
  /** Whether kubectl itself refuses an empty name. */
  readonly requiresName?: boolean;
  /** What follows `kind` and `apiVersion`, with keys in Go's order; `metadata` is what `meta` gives. */
  make(context: CommandContext, meta: MetaMaker): Promise<JsonObject> | JsonObject;
}

/** metadata with name, namespace (when `-n` was given), labels and annotations, in Go's order. */
type MetaMaker = (more?: JsonObject) => JsonObject;

const commonFlags: readonly Flag[] = [
  dryRunFlag,
  fieldManagerFlag('kubectl-create'),
  ...printFlags,
  {
    name: 'save-config',
    type: 'bool',
    help: "Keeps the object's configuration in its annotation, for a later kubectl apply.",
  },
  validateFlag,
];

/** `exactly one NAME is required, got 0` Mirrors kubectl pkg/cmd/create/create.go NameFromCommandArgs. */
function nameOf({ args, argsBeforeDash, path }: CommandContext): string {
  const count = argsBeforeDash < 0 ? args.length : argsBeforeDash;
  const [name] = args;
  if (count !== 1 || name === undefined)
    throw usageError(path, `exactly one NAME is required, got ${count}`);
  return name;
}

/** The words of a container's command. */
export const commandWords = ({ args }: CommandContext): readonly string[] => args.slice(1);

/** A resource as API calls want it. */
export const asResource = (known: KnownResource): ApiResource => ({
  ...known,
  singular: known.kind.toLowerCase(),
  verbs: [],
  shortNames: [],
  categories: [],
  subresources: [],
  preferred: true,
});

/** Sends a made object, or with `--dry-run=client` only gives it. */
export async function sendMade(
  context: CommandContext,
  known: KnownResource,
  object: KubeObject,
  dryRun: DryRun,
  failure: string | undefined,
): Promise<KubeObject> {
  if (dryRun === 'client') return object;
  const { api, flags, namespace } = context;
  try {
    return await api.create(asResource(known), known.namespaced ? namespace : '', object, {
      dryRun: dryRun === 'server',
      fieldManager: flags.string('field-manager'),
      ...(flags.has('validate') ? { fieldValidation: fieldValidationOf(context) } : {}),
    });
  } catch (error) {
    if (failure === undefined || !isExpected(error)) throw error;
    throw new KubectlError(`${failure}${error.message}`);
  }
}

async function generate(context: CommandContext, generator: Generator): Promise<number> {
  const name = nameOf(context);
  // Asked for first: what is wrong with the kubeconfig is told in its words.
  void context.api;
  const { namespace } = context;
  const dryRun = await dryRunOf(context);
  const print = changePrinter(context, dryRun, { keepOrder: dryRun === 'client' });
  if (generator.requiresName && name === '') throw new KubectlError('name must be specified');
  const { group, version, kind, namespaced } = generator.resource;
  const place = context.namespaceGiven && namespaced ? { namespace } : {};
  const made = await generator.make(context, (more = {}) => {
    const { name: own, ...rest } = more;
    return { name: own ?? name, ...place, ...rest };
  });
  const apiVersion = group ? `${group}/${version}` : version;
  const object = { kind, apiVersion, ...made } as unknown as KubeObject;
  const draft = context.flags.bool('save-config') ? withMadeApplied(object) : object;
  await print(
    await sendMade(context, generator.resource, draft, dryRun, generator.failure),
    'created',
  );
  return 0;
}

/** A subcommand from its generator. */
export const generatorCommand = (generator: Generator): Command => ({
  name: generator.name,
  ...(generator.aliases ? { aliases: generator.aliases } : {}),
  use: generator.use,
  short: generator.short,
  ...(generator.long ? { long: generator.long } : {}),
  examples: generator.examples,
  flags: [...generator.flags, ...commonFlags],
  run: (context) => generate(context, generator),
});
