/** Virtual time for people. */

/** 352_000 ⇒ "00:05:52" */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** 352_000 ⇒ "PT352S", as `<time>` wants it */
export function machineElapsed(elapsedMs: number): string {
  return `PT${Math.floor(elapsedMs / 1000)}S`;
}
