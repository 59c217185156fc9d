/** Refusals as data: the Status a server answers with. Mirrors apimachinery pkg/api/errors/errors.go. */
import { type FieldError, printFieldError } from './field-error.ts';
import { quoteGo } from './go-quote.ts';

export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** A `v1` Status as it goes over the wire. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: { readonly continue?: string };
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

/** A refusal for the learner: thrown by the API server and by every client of it. */
export class StatusError extends Error {
  override name = 'StatusError';
  readonly status: Status;
  readonly code: number;
  readonly reason: string;

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusDetails,
    metadata: Status['metadata'] = {},
  ) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata,
      status: 'Failure',
      message,
      ...(reason ? { reason } : {}),
      ...(details ? { details } : {}),
      code,
    };
  }

  /** The error a Status that came over the wire stands for. */
  static from(status: Status): StatusError {
    return new StatusError(
      status.code ?? 500,
      status.reason ?? '',
      status.message ?? '',
      status.details,
    );
  }
}

/** What a resource is called in messages: `deployments.apps`, `pods`. */
export interface GroupResource {
  readonly group: string;
  readonly plural: string;
}

/** { group: "apps", plural: "deployments" } ⇒ "deployments.apps" */
const printResource = ({ group, plural }: GroupResource): string =>
  group ? `${plural}.${group}` : plural;

const about = (resource: GroupResource, name: string): StatusDetails => ({
  ...(name ? { name } : {}),
  ...(resource.group ? { group: resource.group } : {}),
  kind: resource.plural,
});

/** `pods "x" not found` */
export const notFoundError = (resource: GroupResource, name: string): StatusError =>
  new StatusError(
    404,
    'NotFound',
    `${printResource(resource)} ${quoteGo(name)} not found`,
    about(resource, name),
  );
/** `pods "x" already exists`; before that it says that it is going, if it is. */
export const alreadyExistsError = (
  resource: GroupResource,
  name: string,
  isGoing = false,
): StatusError =>
  new StatusError(
    409,
    'AlreadyExists',
    `${isGoing ? 'object is being deleted: ' : ''}${printResource(resource)} ${quoteGo(name)} already exists`,
    about(resource, name),
  );
/** `Operation cannot be fulfilled on pods "x": <why>` */
export const conflictError = (
  resource: GroupResource,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): StatusError =>
  new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${printResource(resource)} "${name}": ${why}`,
    about(resource, name),
  );
/** `pods "x" is forbidden: <why>` */
export const forbiddenError = (resource: GroupResource, name: string, why: string): StatusError =>
  new StatusError(
    403,
    'Forbidden',
    name
      ? `${printResource(resource)} "${name}" is forbidden: ${why}`
      : `${printResource(resource)} is forbidden: ${why}`,
    about(resource, name),
  );
export const badRequestError = (message: string): StatusError =>
  new StatusError(400, 'BadRequest', message);
/** What is asked for is forgotten; `continueToken` goes on from there with what is there now. */
export const expiredError = (message: string, continueToken?: string): StatusError =>
  new StatusError(
    410,
    'Expired',
    message,
    undefined,
    continueToken ? { continue: continueToken } : {},
  );
/** `Timeout: Too large resource version: 99, current: 12` */
export const tooLargeVersionError = (asked: number, current: number): StatusError =>
  new StatusError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${asked}, current: ${current}`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  );
/** A path that is served, but not this way. */
export const wrongMethodError = (): StatusError =>
  new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
/** `the server could not find the requested resource` */
export const unknownPathError = (): StatusError =>
  new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});

/**
 * `Deployment.apps "web" is invalid: spec.replicas: Invalid value: …`; several errors stand in
 * brackets, as upstream's aggregate does (duplicates are dropped).
 */
export function invalidError(
  kind: { readonly group: string; readonly kind: string },
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const qualified = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  const lines = [...new Set(errors.map(printFieldError))];
  const list = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${qualified} ${quoteGo(name)} is invalid: ${list}`, {
    ...(name ? { name } : {}),
    ...(kind.group ? { group: kind.group } : {}),
    ...(kind.kind ? { kind: kind.kind } : {}),
    causes: errors.map(({ type, field, message }) => ({ reason: type, message, field })),
  });
}
