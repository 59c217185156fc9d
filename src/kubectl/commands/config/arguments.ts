/** Arguments of `kubectl config` commands, and the help that most of them print when they are wrong. Mirrors kubectl pkg/cmd/config/config.go helpErrorf. */
import { encodeBase64 } from '#resources/base64.ts';
import type { CommandContext } from '../../command.ts';
import { isFileError, KubectlError } from '../../errors.ts';
import { helpOf } from '../../help.ts';
import { absolutePath } from '../../paths.ts';

/** Prints the command's help and gives the error for words that are too many or too few. */
export async function unexpectedArgs(
  { host, args, path, command, out }: CommandContext,
  word = 'Unexpected',
): Promise<KubectlError> {
  await out(await helpOf(host, path, command));
  return new KubectlError(`${word} args: [${args.join(' ')}]`);
}

/** The only word of the command line; without it, or with more, the help and an error. */
export async function onlyArgument(context: CommandContext, word?: string): Promise<string> {
  const [name, ...more] = context.args;
  if (name === undefined || more.length > 0) throw await unexpectedArgs(context, word);
  return name;
}

/** A file to be kept in the kubeconfig itself, as base64. */
export function embedded({ host }: CommandContext, flag: string, path: string): string {
  try {
    return encodeBase64(host.files.read(absolutePath(host, path)));
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new KubectlError(
      `could not stat ${flag} file ${path}: stat ${path}: no such file or directory`,
    );
  }
}
