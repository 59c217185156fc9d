/** What is done to the pages after they are built: completeness, policy, sizes. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { withPolicy } from './content-security-policy.ts';
import { completeIndex, withRelativeAssets } from './offline-index.ts';
import { preloadLinks, withPreloads } from './preloads.ts';
import { sizeReport } from './size-report.ts';

/** Runs after `docusaurus build`, for the site and for the offline folder alike. */
export function finishPlugin(context: LoadContext): Plugin {
  return {
    name: 'finish',
    postBuild: ({ outDir }) => {
      const offline = context.siteConfig.customFields?.['offline'] === true;
      const links = offline ? '' : preloadLinks(outDir, context.baseUrl);
      rewrite(outDir, '.html', (html) =>
        withPolicy(withPreloads(completeIndex(html, context.siteConfig), links), { offline }),
      );
      if (offline) rewrite(outDir, '.css', withRelativeAssets);
      process.stdout.write(`${sizeReport(outDir)}\n`);
    },
  };
}

function rewrite(outDir: string, ending: string, how: (text: string) => string): void {
  for (const file of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith(ending)) continue;
    const path = join(outDir, file);
    writeFileSync(path, how(readFileSync(path, 'utf8')));
  }
}
