import { describe, expect, it } from 'vitest';
import { policyFor, withPolicy } from './content-security-policy.ts';
import { completeIndex, withRelativeAssets } from './offline-index.ts';
import { withLab, withPreloads } from './preloads.ts';
import { starterOfAddress, starterOfSource } from './starter.ts';

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

describe('the script that starts the lab', () => {
  it('stands first in the head and is named by the policy', () => {
    const html = withPolicy(withLab(page, `<script>${starterOfAddress('/lab.js')}</script>`), {
      offline: false,
    });
    expect(html).toMatch(/<head><meta [^>]*><script>/);
    expect(policyFor(html, { offline: false }).match(/sha256-/g)).toHaveLength(2);
  });

  /** Runs a starter in a page that has a bench; gives what its worker was made of and told. */
  function runStarter(script: string) {
    const seen: unknown[] = [];
    const window: { labStarter?: { take(): { worker: unknown } } } = {};
    const page = {
      window,
      location: { href: 'https://course.example/lessons/' },
      document: {
        readyState: 'interactive',
        querySelector: () => ({ dataset: { bench: '{"options":{"nodes":2}}' } }),
      },
      Blob: class {
        constructor(parts: readonly string[]) {
          seen.push(parts.join(''));
        }
      },
      URL: class extends URL {
        static override createObjectURL = () => 'blob:1';
      },
      Worker: class {
        addEventListener = () => undefined;
        postMessage = (message: unknown) => seen.push(message);
      },
    };
    new Function(...Object.keys(page), script)(...Object.values(page));
    return { seen, starter: window.labStarter };
  }

  it('imports the worker by address, or carries its source', () => {
    expect(runStarter(starterOfAddress('/a/lab.js')).seen).toEqual([
      'self.labAddress="https://course.example/a/lab.js";importScripts(self.labAddress)',
      { prepare: { options: { nodes: 2 } } },
    ]);
    expect(runStarter(starterOfSource('run("$&")')).seen[0]).toBe('run("$&")');
  });

  it('gives the early worker once, then new ones', () => {
    const { starter, seen } = runStarter(starterOfSource('1'));
    const first = starter?.take().worker;
    expect(starter?.take().worker).not.toBe(first);
    expect(seen.filter((each) => each === '1')).toHaveLength(2);
  });
});
