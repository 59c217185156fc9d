import { describe, expect, it } from 'vitest';
import { policyFor, withPolicy } from './content-security-policy.ts';
import { completeIndex, withRelativeAssets } from './offline-index.ts';
import { withPreloads } from './preloads.ts';

const page =
  '<html><head><script>var a=1</script><script src="x.js"></script></head><body></body></html>';

describe('the policy of a page', () => {
  it('names its inline scripts by hash and no other host', () => {
    const policy = policyFor(page, { offline: false });
    expect(policy).toContain("script-src 'self' 'sha256-");
    expect(policy.match(/sha256-/g)).toHaveLength(1);
    expect(policy).not.toContain('http');
    expect(policy).toContain('worker-src blob:');
  });

  it('stands first in the head', () => {
    expect(withPolicy(page, { offline: true })).toMatch(/^<html><head><meta http-equiv/);
  });
});

describe('the offline index', () => {
  const html = completeIndex(page, { title: 'Reconcile', tagline: 'A cluster in a tab.' });
  it('has language, title and a word for readers without JavaScript', () => {
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<title>Reconcile</title>');
    expect(html).toContain('<body><noscript>');
  });
  it('is left alone when it is complete', () => {
    expect(completeIndex(html, { title: 'x', tagline: 'y' })).toBe(html);
  });
});

it('a style sheet opened from a disk finds its fonts', () => {
  expect(withRelativeAssets('src:url(/assets/fonts/a.woff2),url("/assets/fonts/b.woff2")')).toBe(
    'src:url(../fonts/a.woff2),url("../fonts/b.woff2")',
  );
});

it('only pages with a terminal fetch it early', () => {
  expect(withPreloads('<head></head><i class=terminal-host>', '<link>')).toContain('<link></head>');
  expect(withPreloads('<head></head>', '<link>')).toBe('<head></head>');
});
