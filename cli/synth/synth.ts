import { planEnvironment } from '../../stacks/plan';
import { filesOf } from './files';
import { writeFiles } from './write';

/** Writes an environment as YAML. Everything is rendered before anything is written. */
export function synth(environment: string, directory: string, { out }: { out: string }): number {
  const files = filesOf(planEnvironment(environment, directory).resources);
  writeFiles(out, files);
  process.stdout.write(`${[...files.keys()].map((file) => `${out}/${file}`).join('\n')}\n`);
  return 0;
}
