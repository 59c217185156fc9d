/** What a client says it is. */

/** `kubectl/v1.35.2 (linux/amd64) …` ⇒ "kubectl" */
export const programOf = (userAgent: string | undefined): string =>
  (userAgent ?? '').split('/')[0]?.slice(0, 128) ?? '';
