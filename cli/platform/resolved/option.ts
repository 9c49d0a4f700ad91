import { Option } from 'commander';

/** The option by which a command is given a configuration that Pulumi has resolved. */
export function configJsonOption(): Option {
  return new Option('--config-json <file>', 'what pulumi config --json --open prints, in the place of the stack file');
}
