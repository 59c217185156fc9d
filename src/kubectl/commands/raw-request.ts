/** `--raw`: a request to a path of the server, answered as the server says it. Mirrors kubectl pkg/rawhttp/raw.go. */
import { answerText } from '#apimachinery/answer-text.ts';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import { isFileError, KubectlError } from '../errors.ts';
import { parseYaml } from '../manifest.ts';
import { absolutePath } from '../paths.ts';

/** Refuses what does not go together with `--raw`. */
export function checkRaw({ flags }: CommandContext): void {
  const names = flags.list('filename');
  if (names.length > 1) throw new KubectlError('--raw can only use a single local file or stdin');
  if (/^https?:\/\//.test(names[0] ?? '')) throw new KubectlError('--raw cannot read from a url');
  if (flags.bool('recursive'))
    throw new KubectlError('--raw and --recursive are mutually exclusive');
  if (flags.has('selector') && flags.string('selector') && flags.has('edit'))
    throw new KubectlError('--raw and --selector (-l) are mutually exclusive');
  if (flags.string('output')) throw new KubectlError('--raw and --output are mutually exclusive');
  checkPath(flags.string('raw'));
}

/** Refuses what is no path of a server. */
export function checkPath(path: string): void {
  if (!path.startsWith('/') && !/^[a-z][a-z0-9+.-]*:/i.test(path))
    throw new KubectlError(
      `--raw must be a valid URL path: parse ${JSON.stringify(path)}: invalid URI for request`,
    );
}

async function bodyOf({ host }: CommandContext, name: string | undefined): Promise<string> {
  if (name === undefined) return '';
  if (name === '-') return host.stdin.readAll();
  try {
    return host.files.read(absolutePath(host, name));
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new KubectlError(`open ${name}: no such file or directory`);
  }
}

/** What the server sent, as it stands on the wire. */
export const rawText = (path: string, body: unknown): string =>
  typeof body === 'string' ? body : answerText(path, body);

/** Sends the request, with a file's text if there is one, and prints the answer. */
export async function sendRaw(
  context: CommandContext,
  method: 'POST' | 'PUT' | 'DELETE',
): Promise<undefined> {
  const { flags, api, out } = context;
  const text = await bodyOf(context, flags.list('filename')[0]);
  const body = text.trim() ? (parseYaml(text) as JsonObject) : undefined;
  const path = flags.string('raw');
  const answer = await api.send({ method, path, ...(body ? { body: body as Json } : {}) });
  await out(rawText(path, answer.body));
  return undefined;
}
