/** What the API server's refusals mean to a loop. */
import { StatusError } from '#apimachinery/status.ts';

const hasReason = (error: unknown, reason: string): boolean =>
  error instanceof StatusError && error.reason === reason;

export const isNotFound = (error: unknown): boolean => hasReason(error, 'NotFound');
export const isAlreadyExists = (error: unknown): boolean => hasReason(error, 'AlreadyExists');

/** The namespace is being deleted, so nothing new may be made in it. Mirrors api/errors HasStatusCause. */
export const isNamespaceTerminating = (error: unknown): boolean =>
  error instanceof StatusError &&
  (error.status.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating');
