/** Lets `import source from './x.worker.ts?inline-worker'` give the bundled source of a worker. */
import { resolve } from 'node:path';
import type { Plugin } from '@docusaurus/types';

const loader = resolve('src/site/inline-worker/loader.cjs');

/** A blob made of this source is the one worker that starts from `file://` in every browser. */
export function inlineWorkerPlugin(): Plugin {
  return {
    name: 'inline-worker',
    configureWebpack: (_config, isServer) => ({
      mergeStrategy: { 'module.rules': 'prepend' },
      module: {
        rules: [
          {
            resourceQuery: /^\?inline-worker$/,
            type: 'javascript/auto',
            use: [{ loader, options: { server: isServer } }],
          },
        ],
      },
    }),
  };
}
