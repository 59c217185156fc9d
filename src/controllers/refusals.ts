/** What the API server's refusals mean to a loop. */
import { StatusError } from '#apimachinery/status.ts';

const hasReason = (error: unknown, reason: string): boolean =>
  error instanceof StatusError && error.reason === reason;

export const isNotFound = (error: unknown): boolean => hasReason(error, 'NotFound');
export const isAlreadyExists = (error: unknown): boolean => hasReason(error, 'AlreadyExists');

const insistence = 5;

/** Runs `act` again while the API answers Conflict, five times in all; what is refused then is thrown. */
export function insist<T>(act: () => T): T {
  for (let tries = 1; ; tries += 1) {
    try {
      return act();
    } catch (refusal) {
      if (!hasReason(refusal, 'Conflict') || tries >= insistence) throw refusal;
    }
  }
}

/** Insists, and lets a refusal be: for passes that come again by themselves. Gives undefined then. */
export function tolerate<T>(act: () => T): T | undefined {
  try {
    return insist(act);
  } catch (refusal) {
    if (refusal instanceof StatusError) return undefined;
    throw refusal;
  }
}

/** The namespace is being deleted, so nothing new may be made in it. Mirrors api/errors HasStatusCause. */
export const isNamespaceTerminating = (error: unknown): boolean =>
  error instanceof StatusError &&
  (error.status.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating');
