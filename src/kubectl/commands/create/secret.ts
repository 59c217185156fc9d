/** `kubectl create secret`: the family. */
import type { Command } from '../../command.ts';
import { runWithoutSubcommand } from '../family.ts';
import { dockerRegistrySecretCommand } from './secret-docker-registry.ts';
import { genericSecretCommand } from './secret-generic.ts';
import { tlsSecretCommand } from './secret-tls.ts';

export const secretCommand: Command = {
  name: 'secret',
  use: 'secret (docker-registry | generic | tls) [options]',
  short: 'Create a secret using a specified subcommand',
  long: `Creates a secret.

docker-registry secrets are for pulling from private registries; generic ones hold any keys; tls ones hold a certificate and its key.`,
  commands: [dockerRegistrySecretCommand, tlsSecretCommand, genericSecretCommand],
  run: runWithoutSubcommand,
};
