import { type LoadedPlatform, planEnvironment } from '../platform/loaded';
import { filesOf } from './files';
import { writeFiles } from './write';

/** Writes an environment as YAML. Everything is rendered before anything is written. */
export function synth(from: LoadedPlatform, environment: string, { out }: { readonly out: string }): number {
  const files = filesOf(planEnvironment(from, environment).resources);
  writeFiles(out, files);
  process.stdout.write(`${[...files.keys()].map((file) => `${out}/${file}`).join('\n')}\n`);
  return 0;
}
