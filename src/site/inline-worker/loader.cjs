/** Loader: bundles a worker entry to one classic script. */
const { existsSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

/** Bundles `resourcePath`; the server build gets an empty one, for it starts no worker. */
module.exports = function inlineWorkerLoader() {
  const done = this.async();
  if (this.getOptions().server) return done(null, '');
  const development = this.mode === 'development';
  esbuild
    .build({
      entryPoints: [this.resourcePath],
      bundle: true,
      write: false,
      metafile: true,
      format: 'iife',
      platform: 'browser',
      target: ['es2022'],
      minify: !development,
      sourcemap: development ? 'inline' : false,
      legalComments: 'none',
      define: {
        'process.env.NODE_ENV': JSON.stringify(this.mode),
        // A blob has no address to resolve others against; @cfworker/json-schema would try.
        'self.location': 'undefined',
      },
    })
    .then((result) => {
      for (const input of Object.keys(result.metafile.inputs)) {
        const file = path.resolve(input);
        if (existsSync(file)) this.addDependency(file);
      }
      done(null, result.outputFiles[0].text);
    }, done);
};
