import type { Command } from 'commander';
import type { Session } from '../session';

export function addSynth(program: Command, { options: ofAll, platform, done }: Session): void {
  program
    .command('synth <environment>')
    .description('write the resources as YAML, one file per namespace and group of kinds')
    .requiredOption('--out <dir>', 'folder to write to; files of an earlier synth that are gone are removed')
    .action(async (environment: string, options: { readonly out: string }) => {
      const { synth } = await import('./synth.js');
      done(synth(await platform(), environment, { ...options, directory: ofAll().directory }));
    });
}
