/** `read`. */
import { complain, type Execution, stderr, stdin, stdout } from '../execute/execution.ts';
import { Killed } from '../execute/flow.ts';
import { follow } from '../streams/abortable.ts';
import { asInput, type Input } from '../streams/input.ts';
import { isName } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { readFlags } from './flags.ts';

interface ReadOptions {
  raw: boolean;
  array: string | undefined;
  prompt: string | undefined;
  delimiter: string;
  count: number | undefined;
  /** `-N`: newlines count too, and fewer is a failure. */
  exact: boolean;
  descriptor: number | undefined;
  timeoutMs: number | undefined;
  silent: boolean;
  names: readonly string[];
}

function parse(args: readonly string[]): ReadOptions | string {
  const options: ReadOptions = {
    raw: false,
    array: undefined,
    prompt: undefined,
    delimiter: '\n',
    count: undefined,
    exact: false,
    descriptor: undefined,
    timeoutMs: undefined,
    silent: false,
    names: [],
  };
  const { flags, operands, wrong } = readFlags(args, 'rsea:p:d:n:N:t:i:u:');
  if (wrong !== undefined) return wrong;
  for (const [letter, value] of flags) setValue(options, letter, value);
  options.names = operands;
  return options;
}

function setValue(options: ReadOptions, letter: string, value: string): void {
  if (letter === 'r') options.raw = true;
  if (letter === 's') options.silent = true;
  if (letter === 'a') options.array = value;
  if (letter === 'p') options.prompt = value;
  if (letter === 'd') options.delimiter = value.slice(0, 1) || '\0';
  if (letter === 'n' || letter === 'N') options.count = Number(value);
  if (letter === 'N') options.exact = true;
  if (letter === 'u') options.descriptor = Number(value);
  if (letter === 't') options.timeoutMs = Number(value) * 1000;
}

/** A line with its backslashes: `\` at its end joins the next. Escaped characters are marked. */
async function readLogicalLine(
  input: Input,
  options: ReadOptions,
  signal: AbortSignal,
): Promise<{ text: string; complete: boolean } | undefined> {
  if (options.count !== undefined) {
    const text = await input.readCharacters(options.count, signal);
    if (text === undefined) return undefined;
    if (options.exact) return { text, complete: text.length === options.count };
    const end = text.indexOf(options.delimiter);
    if (end < 0) return { text, complete: text.length === options.count };
    input.unread(text.slice(end + 1));
    return { text: text.slice(0, end), complete: true };
  }
  let text = '';
  for (;;) {
    const line = await input.readLine(options.delimiter, signal);
    if (line === undefined) return text === '' ? undefined : { text, complete: false };
    const complete = line.endsWith(options.delimiter);
    const body = complete ? line.slice(0, -1) : line;
    if (options.raw || !complete || !/(?:^|[^\\])(?:\\\\)*\\$/.test(body)) {
      return { text: text + body, complete };
    }
    text += body.slice(0, -1);
  }
}

/** Fields at IFS; the last name takes the rest of the line. */
function splitFields(text: string, ifs: string, limit: number, raw: boolean): string[] {
  const white = [...ifs].filter((c) => ' \t\n'.includes(c)).join('');
  const isWhite = (at: number) => white.includes(text[at] ?? '\0');
  const isOther = (at: number) => at < text.length && ifs.includes(text[at] ?? '') && !isWhite(at);
  const fields: string[] = [];
  let at = 0;
  while (at < text.length && isWhite(at)) at += 1;
  while (at < text.length && fields.length < limit - 1) {
    let field = '';
    while (at < text.length && !isWhite(at) && !isOther(at)) {
      if (text[at] === '\\' && !raw) at += 1;
      field += text[at] ?? '';
      at += 1;
    }
    fields.push(field);
    while (at < text.length && isWhite(at)) at += 1;
    if (isOther(at)) {
      at += 1;
      while (at < text.length && isWhite(at)) at += 1;
    }
  }
  if (at < text.length) {
    let rest = text.slice(at);
    while (rest !== '' && white.includes(rest.at(-1) ?? '\0') && (raw || rest.at(-2) !== '\\'))
      rest = rest.slice(0, -1);
    const body = rest.slice(0, -1);
    const alone =
      rest !== '' && ifs.includes(rest.at(-1) ?? '\0') && ![...body].some((c) => ifs.includes(c));
    if (alone) rest = body;
    fields.push(raw ? rest : rest.replace(/\\([\s\S])/g, '$1'));
  }
  return fields;
}

function store(text: string, options: ReadOptions, x: Execution): void {
  const { variables } = x.state;
  const ifs = variables.text('IFS') ?? ' \t\n';
  if (options.array !== undefined) {
    const fields = splitFields(text, ifs, Number.POSITIVE_INFINITY, options.raw);
    const variable = variables.ensure(options.array);
    variable.value = undefined;
    variable.items = new Map(fields.map((field, at) => [at, field]));
    return;
  }
  if (options.exact) {
    variables.set(options.names[0] ?? 'REPLY', text);
    return;
  }
  if (options.names.length === 0) {
    variables.set('REPLY', options.raw ? text : text.replace(/\\([\s\S])/g, '$1'));
    return;
  }
  const fields = splitFields(text, ifs, options.names.length, options.raw);
  for (const [at, name] of options.names.entries()) variables.set(name, fields[at] ?? '');
}

/** Reads a line into names; 1 at the end of file. */
export const read: Builtin = async (args, x) => {
  const options = parse(args);
  if (typeof options === 'string') {
    await complain(x, `read: ${options}`);
    await stderr(x).write(
      'read: usage: read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]\n',
    );
    return 2;
  }
  const wrong = options.names.find((name) => !isName(name));
  if (wrong !== undefined) {
    await complain(x, `read: \`${wrong}': not a valid identifier`);
    return 1;
  }
  if (options.prompt !== undefined && stdout(x).isTerminal) await stderr(x).write(options.prompt);
  const { controller, release } = follow(x.signal);
  if (options.timeoutMs !== undefined) {
    x.host.clock.sleep(options.timeoutMs, controller.signal).then(
      () => controller.abort(new Killed(142)),
      () => undefined,
    );
  }
  try {
    const source =
      options.descriptor === undefined ? stdin(x) : x.io.get(options.descriptor)?.reader;
    if (source === undefined) {
      await complain(
        x,
        `read: ${options.descriptor ?? 0}: invalid file descriptor: Bad file descriptor`,
      );
      return 1;
    }
    const line = await readLogicalLine(asInput(source), options, controller.signal);
    store(line?.text ?? '', options, x);
    return line?.complete === true ? 0 : 1;
  } catch (error) {
    if (error instanceof Killed && error.status === 142) return 142;
    throw error;
  } finally {
    release();
    controller.abort(new Killed(0));
  }
};
