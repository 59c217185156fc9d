/** What the server refused, as an error. */
import type { ApiResponse } from '#apimachinery/api.ts';
import { type Status, StatusError } from '#apimachinery/status.ts';

/** The error of an answer of 400 or more; a text is its message. */
export function refusal(response: ApiResponse): StatusError {
  const status = response.body as Partial<Status> | null | undefined;
  if (typeof status === 'object' && status?.kind === 'Status')
    return StatusError.from({ ...(status as Status), code: response.code });
  const text = typeof response.body === 'string' ? response.body.trim() : '';
  return new StatusError(
    response.code,
    response.code === 404 ? 'NotFound' : '',
    response.code === 404 || !text ? 'the server could not find the requested resource' : text,
  );
}
