/** Lets `import url from './x.worker.ts?inline-worker'` give the address of a bundled worker. */
import { resolve } from 'node:path';
import type { Plugin } from '@docusaurus/types';

const loader = resolve('src/site/inline-worker/loader.cjs');

/** The script is a file of its own, so that it can run before the page has woken up. */
export function inlineWorkerPlugin(): Plugin {
  return {
    name: 'inline-worker',
    configureWebpack: (_config, isServer) => ({
      mergeStrategy: { 'module.rules': 'prepend' },
      module: {
        rules: [
          {
            resourceQuery: /^\?inline-worker$/,
            type: 'asset/resource',
            generator: { filename: 'assets/js/lab-worker.[contenthash:8].js', emit: !isServer },
            use: [{ loader, options: { server: isServer } }],
          },
        ],
      },
    }),
  };
}
