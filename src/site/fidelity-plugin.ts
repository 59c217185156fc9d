/** Gives the site the page "How true is it?", from what the last runs found. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { FidelityReport } from './fidelity-report.ts';

/** What the page is given: no report where nothing was run. */
export interface HowTrueData {
  readonly report: FidelityReport | null;
}

/** The page opens at `/how-true`; its data is loaded with it alone. */
export function fidelityPlugin(context: LoadContext): Plugin {
  const file = resolve('generated/fidelity.json');
  return {
    name: 'fidelity',
    getPathsToWatch: () => [file],
    contentLoaded: async ({ actions }) => {
      const report = existsSync(file)
        ? (JSON.parse(readFileSync(file, 'utf8')) as FidelityReport)
        : null;
      const data: HowTrueData = { report: report && { ...report, proofs: {} } };
      actions.addRoute({
        path: `${context.baseUrl}how-true`,
        component: '@site/src/theme/HowTruePage/index.tsx',
        modules: { data: await actions.createData('report.json', JSON.stringify(data)) },
        exact: true,
      });
    },
  };
}
