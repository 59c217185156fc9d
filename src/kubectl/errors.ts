/** What goes wrong in kubectl, as it is told: `error: …`, `Error from server (Reason): …`, an exit status. */
import { type StatusCause, StatusError } from '#apimachinery/status.ts';

/** A refusal by kubectl itself: printed as `error: <message>`, exit status 1. */
export class KubectlError extends Error {
  override name = 'KubectlError';
  readonly exitCode: number;
  /** Printed as it is, without `error: ` (as upstream does for a few messages). */
  readonly plain: boolean;

  constructor(message: string, options: { exitCode?: number; plain?: boolean } = {}) {
    super(message);
    this.exitCode = options.exitCode ?? 1;
    this.plain = options.plain ?? false;
  }
}

/** Several failures of one command, printed one a line. Mirrors apimachinery utilerrors.Aggregate. */
export class AggregateFailure extends Error {
  override name = 'AggregateFailure';
  readonly errors: readonly Error[];

  constructor(errors: readonly Error[]) {
    const texts = [...new Set(errors.map((error) => error.message))];
    super(texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`);
    this.errors = errors;
  }
}

/** Nobody answers at the server's address: `message` is what Go says of the request, `told` what kubectl prints. */
export class UnreachableError extends KubectlError {
  readonly told: string;

  constructor(message: string, told: string) {
    super(message);
    this.told = told;
  }
}

/** Ends the command with a status and no words of its own. */
export class Exit extends Error {
  override name = 'Exit';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Bad arguments: `<message>\nSee 'kubectl rollout -h' for help and examples`. */
export const usageError = (path: string, message: string): KubectlError =>
  new KubectlError(`${message}\nSee '${path} -h' for help and examples`);

/** What real kubectl has and this build lacks (design §3.9). */
export const notSimulatedError = (what: string): KubectlError =>
  new KubectlError(`this build of kubectl does not have ${what} yet`);

/** Whether a failure is one that a command may meet, rather than a bug of ours. */
export const isExpected = (error: unknown): error is Error =>
  error instanceof KubectlError ||
  error instanceof StatusError ||
  error instanceof AggregateFailure ||
  error instanceof Exit ||
  isFileError(error);

/** The file system's refusals, known by shape: kubectl imports no shell. */
export const isFileError = (error: unknown): error is Error & { code: string; path: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  'path' in error &&
  typeof error.path === 'string';

export const isNotFound = (error: unknown): error is StatusError =>
  error instanceof StatusError && error.reason === 'NotFound';

/** One failure among several: `Error from server (NotFound): pods "x" not found`. */
export function messageForError(error: Error): string {
  if (!(error instanceof StatusError)) return error.message;
  if (error.reason === 'Unauthorized')
    return `error: You must be logged in to the server (${error.message})`;
  return error.reason
    ? `Error from server (${error.reason}): ${error.message}`
    : `Error from server: ${error.message}`;
}

function causeMessages(causes: readonly StatusCause[]): readonly string[] {
  return [...new Set(causes.map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`))];
}

/** `The Pod "web" is invalid: metadata.labels: …`, or a list with stars for several causes. */
function invalidMessage(error: StatusError): string {
  const { details, message } = error.status;
  const named = details?.kind || details?.name;
  const causes = causeMessages(details?.causes ?? []);
  let head = 'The request is invalid';
  if (named) head = `The ${details?.kind ?? ''} "${details?.name ?? ''}" is invalid`;
  else if (message && causes.length === 0) head += `: ${message}`;
  if (causes.length === 0) return head;
  if (causes.length === 1) return `${head}: ${causes[0]}`;
  return [`${head}: `, ...causes.map((cause) => `* ${cause}`)].join('\n');
}

/**
 * What kubectl writes to standard error for a failure, without the last line feed, and its exit
 * status. Mirrors kubectl pkg/cmd/util/helpers.go checkErr.
 */
export function printError(error: Error): { readonly text: string; readonly exitCode: number } {
  if (error instanceof AggregateFailure && error.errors.length === 1 && error.errors[0])
    return printError(error.errors[0]);
  if (error instanceof Exit) return { text: '', exitCode: error.exitCode };
  if (error instanceof AggregateFailure)
    return { text: error.errors.map(messageForError).join('\n'), exitCode: 1 };
  if (error instanceof StatusError)
    return {
      text: error.reason === 'Invalid' ? invalidMessage(error) : messageForError(error),
      exitCode: 1,
    };
  if (error instanceof UnreachableError) return { text: error.told, exitCode: 1 };
  const { message } = error;
  const plain = message.startsWith('error: ') || (error instanceof KubectlError && error.plain);
  return {
    text: plain ? message : `error: ${message}`,
    exitCode: error instanceof KubectlError ? error.exitCode : 1,
  };
}

/** Throws what was gathered: nothing, the one error, or all of them. */
export function throwAll(errors: readonly Error[]): void {
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateFailure(errors);
}

/** `error when creating "x.yaml": …` in front of a failure about something from a file. Mirrors cmd/util AddSourceToErr. */
export function withSource(verb: string, source: string, error: unknown): unknown {
  if (!source || !(error instanceof Error) || !isExpected(error)) return error;
  const message = `error when ${verb} ${JSON.stringify(source)}: ${error.message}`;
  if (!(error instanceof StatusError)) return new KubectlError(message);
  return new StatusError(error.code, error.reason, message, error.status.details);
}
