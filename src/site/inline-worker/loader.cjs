/** Loader: bundles a worker entry to a classic script, and its `import()`s to scripts beside it. */
const { existsSync } = require('node:fs');
const path = require('node:path');
const bundleWorker = require('./bundle.cjs');

/** Bundles `resourcePath`; the server build gets an empty one, for it starts no worker. */
module.exports = function inlineWorkerLoader() {
  const done = this.async();
  if (this.getOptions().server) return done(null, '');
  const development = this.mode === 'development';
  const options = {
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
  };
  bundleWorker(this.resourcePath, options).then(({ main, parts, inputs }) => {
    for (const [file, text] of parts) this.emitFile(`assets/js/${file}`, text);
    for (const input of inputs) {
      const file = path.resolve(input);
      if (existsSync(file)) this.addDependency(file);
    }
    done(null, main);
  }, done);
};
