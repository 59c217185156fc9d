/** `kubectl help help`: what the word that is no command of the table says of itself. Mirrors cobra command.go InitDefaultHelpCmd. */
import type { Command } from '../command.ts';

export const help: Command = {
  name: 'help',
  use: 'help [command] [flags]',
  short: 'Help about any command',
  long: `Says what a command does and how it is written.

Type kubectl help and the words of the command.`,
};
