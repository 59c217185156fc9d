/** One cluster over HTTP: what `npm run cluster` and the tests of real clients start. */
export { parseArguments, usage } from './arguments.ts';
export { KubeconfigError, writeKubeconfig } from './kubeconfig.ts';
export { OptionError } from './options.ts';
export { type ClusterServer, startServer } from './start-server.ts';
