/** What `kubectl debug` was asked for, checked. Mirrors kubectl pkg/cmd/debug/debug.go Complete and Validate. */
import type { Json } from '#apimachinery/object.ts';
import { isJsonObject } from '#apimachinery/patch/merge.ts';
import type { CommandContext } from '../../command.ts';
import { isFileError, KubectlError } from '../../errors.ts';
import { parseYaml } from '../../manifest.ts';
import { absolutePath } from '../../paths.ts';
import { isImageName } from '../image-name.ts';
import { isProfile, type ProfileName } from './profiles.ts';

export interface DebugOptions {
  readonly targets: readonly string[];
  readonly command: readonly string[];
  readonly attach: boolean;
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly profile: ProfileName;
  /** A part of a container, laid over what the profile makes. */
  readonly custom: Readonly<Record<string, Json>> | undefined;
  readonly setImages: ReadonlyMap<string, string>;
}

/** `a=1`, `b=2` ⇒ a map; the later of two wins. */
const pairsOf = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    words.map((word) => {
      const equals = word.indexOf('=');
      return [word.slice(0, equals), word.slice(equals + 1)] as const;
    }),
  );

function readCustom({ flags, host }: CommandContext): DebugOptions['custom'] {
  const file = flags.string('custom');
  if (!file) return undefined;
  let text: string;
  try {
    text = host.files.read(absolutePath(host, file));
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new KubectlError(
      `must pass a container spec json file for custom profile: open ${file}: ${error.message.toLowerCase()}`,
    );
  }
  const head = `${file} does not contain a valid container spec: `;
  let value: Json;
  try {
    value = parseYaml(text);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(head + error.message);
  }
  if (value === null) return undefined;
  if (isJsonObject(value)) return value;
  const what = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  throw new KubectlError(
    `${head}error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${what} into Go value of type v1.Container`,
  );
}

/** Everything after `--`. */
const commandOf = ({ args, argsBeforeDash }: CommandContext): readonly string[] =>
  argsBeforeDash < 0 ? [] : args.slice(argsBeforeDash);

export function optionsOf(context: CommandContext): DebugOptions {
  const { args, argsBeforeDash, flags } = context;
  const command = commandOf(context);
  const profile = flags.string('profile');
  if (!isProfile(profile)) throw new KubectlError(`unknown profile: ${profile}`);
  const env = [...pairsOf(flags.list('env'))].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    targets: command.length > 0 ? args.slice(0, argsBeforeDash) : args,
    command,
    attach: flags.changed('attach') ? flags.bool('attach') : flags.bool('stdin'),
    env: env.map(([name, value]) => ({ name, ...(value ? { value } : {}) })),
    profile,
    custom: readCustom(context),
    setImages: pairsOf(flags.list('set-image')),
  };
}

/** What stands against a copy, or against doing without one. */
function checkCopy({ flags }: CommandContext, { command, setImages }: DebugOptions): void {
  const image = flags.string('image');
  if (flags.string('copy-to')) {
    if (!image && setImages.size === 0 && command.length === 0)
      throw new KubectlError('you must specify --image, --set-image or command arguments.');
    if (command.length > 0 && !flags.string('container') && !image)
      throw new KubectlError(
        'you must specify an existing container or a new image when specifying args.',
      );
    return;
  }
  for (const name of ['replace', 'same-node'])
    if (flags.bool(name)) throw new KubectlError(`--${name} may only be used with --copy-to.`);
  if (setImages.size > 0) throw new KubectlError('--set-image may only be used with --copy-to.');
  if (!image) throw new KubectlError('you must specify --image when not using --copy-to.');
}

function checkImages({ flags }: CommandContext, { targets, setImages }: DebugOptions): void {
  const image = flags.string('image');
  const why = 'invalid reference format';
  if (image && !isImageName(image))
    throw new KubectlError(`invalid image name ${JSON.stringify(image)}: ${why}`);
  if (targets.length === 0 && flags.list('filename').length === 0)
    throw new KubectlError('NAME or filename is required for debug');
  const policy = flags.string('image-pull-policy');
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy))
    throw new KubectlError(`invalid image pull policy: ${policy}`);
  for (const [name, other] of setImages)
    if (!isImageName(other))
      throw new KubectlError(
        `invalid image name ${JSON.stringify(other)} for container ${JSON.stringify(name)}: ${why}`,
      );
}

const NOT_CUSTOM = ['name', 'image'];
const NOT_CUSTOM_LISTS = ['command', 'volumeDevices'];

function checkCustom(custom: DebugOptions['custom']): void {
  if (!custom) return;
  const isSet =
    NOT_CUSTOM.some((key) => custom[key]) ||
    NOT_CUSTOM_LISTS.some((key) => (custom[key] as readonly unknown[] | undefined)?.length) ||
    Boolean(custom['lifecycle']);
  if (isSet)
    throw new KubectlError(
      'name, command, image, lifecycle and volume devices are not modifiable via custom profile',
    );
}

const LEGACY =
  '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".\n';

/** Refuses what contradicts itself, in upstream's order, and says what is to be known before. */
export async function validate(context: CommandContext, options: DebugOptions): Promise<void> {
  const { flags, out, err } = context;
  const [image, container] = [flags.string('image'), flags.string('container')];
  if (options.attach && flags.changed('attach') && !image && !container)
    throw new KubectlError(
      'you must specify --container or create a new container using --image in order to attach.',
    );
  checkCopy(context, options);
  checkImages(context, options);
  const target = flags.string('target');
  if (target && flags.string('copy-to'))
    throw new KubectlError(
      '--target is incompatible with --copy-to. Use --share-processes instead.',
    );
  if (target && !flags.bool('quiet'))
    await out(
      `Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`,
    );
  if (flags.bool('tty') && !flags.bool('stdin'))
    throw new KubectlError('-i/--stdin is required for containers with -t/--tty=true');
  checkCustom(options.custom);
  if (options.profile === 'legacy') await err(LEGACY);
}
