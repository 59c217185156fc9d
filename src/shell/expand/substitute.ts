/** Command substitution `$(…)` and process substitution `<(…)`, `>(…)`. */
import type { CommandExpansionPart, ProcessSubstitutionPart, Script } from 'unbash';
import type { Execution } from '../execute/execution.ts';
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import { textInput } from '../streams/input.ts';
import { TextOutput } from '../streams/output.ts';
import { textOfWord } from './word-text.ts';

/** What the commands print, without newlines at the end. */
export async function substituteCommand(part: CommandExpansionPart, x: Execution): Promise<string> {
  const { script } = part;
  if (script === undefined) return '';
  const file = await onlyInput(script, x);
  if (file !== undefined) return file.replace(/\n+$/, '');
  const output = new TextOutput();
  const io = new Map(x.io).set(1, { writer: output });
  const inner = script.source === undefined ? x : { ...x, source: script.source };
  x.state.substitutionStatus = await x.host.runSubshell(script, inner, io);
  x.state.lastStatus = x.state.substitutionStatus;
  return output.text.replaceAll('\0', '').replace(/\n+$/, '');
}

/** `$(< file)` is the file. */
async function onlyInput(script: Script, x: Execution): Promise<string | undefined> {
  const command = script.commands.length === 1 ? script.commands[0]?.command : undefined;
  if (command?.type !== 'Command' || command.name !== undefined || command.prefix.length !== 1) {
    return undefined;
  }
  const [redirect] = command.redirects;
  if (redirect?.type !== 'Redirect' || redirect.operator !== '<' || redirect.target === undefined) {
    return undefined;
  }
  try {
    return x.host.files.read(resolvePath(x.state.cwd, await textOfWord(redirect.target, x)));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/**
 * A path that stands for a command's output or input.
 *
 * Differs: the command of `<(…)` runs to its end first, and that of `>(…)` runs after the command
 * that writes to it; a path in our file system holds the text between them. (`< <(…)` streams.)
 */
export async function substituteProcess(
  part: ProcessSubstitutionPart,
  x: Execution,
): Promise<string> {
  const path = x.host.nextDescriptorPath();
  const { script } = part;
  if (script === undefined) return path;
  const { files } = x.host;
  files.write(path, '');
  if (part.operator === '<') {
    const output = new TextOutput();
    await x.host.runSubshell(script, x, new Map(x.io).set(1, { writer: output }));
    files.write(path, output.text);
    x.afterCommand?.push(async () => files.remove(path));
  } else {
    x.afterCommand?.push(async () => {
      const text = files.read(path);
      files.remove(path);
      await x.host.runSubshell(script, x, new Map(x.io).set(0, { reader: textInput(text) }));
    });
  }
  return path;
}
