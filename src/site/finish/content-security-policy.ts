/** No request leaves for another host, and each page says so. */
import { createHash } from 'node:crypto';

const inlineScript = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The policy of one page: its own files, the inline scripts it came with, and the lab's blob worker.
 * Offline the worker's parts are blobs too.
 */
export function policyFor(html: string, { offline }: { readonly offline: boolean }): string {
  const own = offline ? "'self' file:" : "'self'";
  const hashes = [...html.matchAll(inlineScript)].map(
    ([, script]) =>
      `'sha256-${createHash('sha256')
        .update(script ?? '')
        .digest('base64')}'`,
  );
  return [
    `default-src ${own}`,
    `script-src ${[offline ? `${own} blob:` : own, ...new Set(hashes)].join(' ')}`,
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own} data:`,
    `font-src ${own} data:`,
    'worker-src blob:',
    "base-uri 'self'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Puts the policy first in the head, where it governs everything after it. */
export function withPolicy(html: string, options: { readonly offline: boolean }): string {
  const policy = policyFor(html, options);
  return html.replace(
    /<head\b[^>]*>/,
    `$&<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}
