import { below } from '../below';
import { type LoadedPlatform, planEnvironment } from '../platform/loaded';
import { filesOf } from './files';
import { writeFiles } from './write';

/** Where it is written: `out` is below `directory`, as every path that a command is given is. */
export interface SynthOptions {
  readonly out: string;
  readonly directory: string;
}

/** Writes an environment as YAML. Everything is rendered before anything is written. */
export function synth(from: LoadedPlatform, environment: string, { out, directory }: SynthOptions): number {
  const files = filesOf(planEnvironment(from, environment).resources);
  writeFiles(below(directory, out), files);
  process.stdout.write(`${[...files.keys()].map((file) => `${out}/${file}`).join('\n')}\n`);
  return 0;
}
