/** What is done to the pages after they are built: completeness, policy, sizes. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { withPolicy } from './content-security-policy.ts';
import { labScript, partScripts } from './first-scripts.ts';
import { completeIndex, withRelativeAssets } from './offline-index.ts';
import { labElement, preloadLinks, withLab, withPreloads } from './preloads.ts';
import { sizeReport } from './size-report.ts';
import { carrierOfPart, starterOfSource } from './starter.ts';

/** Runs after `docusaurus build`, for the site and for the offline folder alike. */
export function finishPlugin(context: LoadContext): Plugin {
  return {
    name: 'finish',
    postBuild: async ({ outDir }) => {
      const offline = context.siteConfig.customFields?.['offline'] === true;
      const links = offline ? '' : preloadLinks(outDir, context.baseUrl);
      const lab = labElement(outDir, context.baseUrl, offline);
      rewrite(outDir, '.html', (html) => {
        const page = withPreloads(completeIndex(html, context.siteConfig), links);
        return withPolicy(withLab(page, lab), { offline });
      });
      if (offline) {
        rewrite(outDir, '.css', withRelativeAssets);
        rewrite(outDir, labScript(outDir), starterOfSource);
        for (const part of partScripts(outDir))
          rewrite(outDir, part, (source) => carrierOfPart(part, source));
      }
      process.stdout.write(`${await sizeReport(outDir)}\n`);
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
